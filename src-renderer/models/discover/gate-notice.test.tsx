import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { showLanguage } from '../../i18n/i18n.ts'
import { useView } from '../../state/view-store.ts'
import { GateNotice } from './gate-notice.tsx'

// The view asks how wide the window is when it is first loaded, which jsdom cannot tell.
vi.hoisted(() => vi.stubGlobal('matchMedia', () => ({ matches: false })))

beforeEach(() => showLanguage('en'))
afterEach(cleanup)

type Reason = 'no-token' | 'bad-token' | 'licence' | 'licence-pending' | 'token-scope'
const page = 'https://hub.example/google/gemma'

const refuse = (reason: Reason, wanted: string | null = null) =>
  render(
    <GateNotice
      access={{ kind: 'refused', refusal: { repository: 'google/gemma', reason, pageUrl: page } }}
      pageUrl={page}
      wanted={wanted}
    />,
  )

test.each([
  ['no-token', ['link', 'button']],
  ['bad-token', ['button']],
  ['licence', ['link']],
  ['licence-pending', []],
  ['token-scope', ['button']],
] as const)('%s asks for what is left to do', (reason, controls) => {
  refuse(reason)
  expect(screen.queryAllByRole('link').map(({ tagName }) => tagName)).toHaveLength(
    controls.filter((control) => control === 'link').length,
  )
  expect(screen.queryAllByRole('button')).toHaveLength(
    controls.filter((control) => control === 'button').length,
  )
})

test('the page opens, and the token is entered in the settings', () => {
  refuse('no-token')
  expect(screen.getByRole('link', { name: 'Open the page' }).getAttribute('href')).toBe(page)
  screen.getByRole('button', { name: 'Enter token' }).click()
  expect(useView.getState().settingsOpen).toBe(true)
})

test('what starts by itself is promised by name', () => {
  refuse('licence', 'Q4_0')
  expect(screen.getByText(/The download of Q4_0 starts by itself/)).toBeTruthy()
})

test('access is told and nothing more is asked for', () => {
  render(<GateNotice access={{ kind: 'granted' }} pageUrl={page} wanted={null} />)
  expect(screen.getByText('You have access to this model.')).toBeTruthy()
  expect(screen.queryByRole('listitem')).toBeNull()
})
