import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../i18n/i18n.ts'
import { usePresets } from '../rpc/presets-store.ts'
import { editPreset } from '../state/edited-preset.ts'

vi.hoisted(() => vi.stubGlobal('matchMedia', () => ({ matches: false })))
const presets = vi.hoisted(() => ({
  saveAssistant: vi.fn<(preset: object) => Promise<object>>(),
  savePrompt: vi.fn<(preset: object) => Promise<object>>(),
  changePrompt: vi.fn<(preset: object) => Promise<object>>(),
}))
vi.mock('../rpc/client.ts', () => ({ rpc: { presets } }))

const { AssistantsSection } = await import('./assistants-section.tsx')
const { PromptsSection } = await import('./prompts-section.tsx')

beforeEach(() => {
  vi.resetAllMocks()
  usePresets.setState({ presets: { assistants: [], prompts: [], hiddenStarters: [] } })
})
afterEach(() => {
  cleanup()
  editPreset(null)
})

const button = (name: string) => screen.getByRole('button', { name })
const write = (text: string) => {
  const field = screen.getByLabelText('Name')
  fireEvent.change(field, { target: { value: text } })
  fireEvent.blur(field)
}

test('a new one that was only looked at is nowhere, and the focus is where it was', () => {
  render(<PromptsSection />)
  fireEvent.click(button('New prompt'))
  fireEvent.blur(screen.getByLabelText('Name'))
  fireEvent.click(button('Back'))
  expect(screen.getByText(/^None yet/)).toBeTruthy()
  expect(document.activeElement).toBe(button('New prompt'))
  expect(presets.savePrompt).not.toHaveBeenCalled()
})

test('the first thing that is written makes a prompt, the next one changes it', () => {
  render(<PromptsSection />)
  fireEvent.click(button('New prompt'))
  write('Greeting')
  write('Greetings')
  expect(presets.savePrompt.mock.calls).toEqual([[expect.objectContaining({ name: 'Greeting' })]])
  expect(presets.changePrompt.mock.calls[0]?.[0]).toMatchObject({ change: { name: 'Greetings' } })
  fireEvent.click(button('Back'))
  expect(screen.getByText('Greetings')).toBeTruthy()
})

test('an assistant is made in the same way', () => {
  render(<AssistantsSection />)
  fireEvent.click(button('New assistant'))
  fireEvent.click(button('Back'))
  expect(presets.saveAssistant).not.toHaveBeenCalled()
  fireEvent.click(button('New assistant'))
  write('Guide')
  expect(presets.saveAssistant.mock.calls).toEqual([[expect.objectContaining({ name: 'Guide' })]])
})
