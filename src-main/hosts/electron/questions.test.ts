import { expect, test } from 'vitest'
import { createQuestions } from './questions.ts'
import type { FromServices } from './relay-messages.ts'

test('each question gets its own answer, also out of order, and failures are told', async () => {
  const asked: FromServices[] = []
  const questions = createQuestions((message) => asked.push(message))
  const first = questions.ask({ kind: 'resolve-proxy', url: 'https://example.org' })
  const second = questions.ask({ kind: 'choose-folder' })
  const third = questions.ask({ kind: 'seal', secret: 's' })
  expect(asked).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }])
  expect(questions.receive({ type: 'serve' })).toBe(false)
  questions.receive({ type: 'answer', id: 2, answer: null, failed: false })
  questions.receive({ type: 'answer', id: 1, answer: 'http://proxy:8080', failed: false })
  questions.receive({ type: 'answer', id: 3, answer: 'locked', failed: true })
  expect(await first).toBe('http://proxy:8080')
  expect(await second).toBe(null)
  await expect(third).rejects.toThrow('locked')
})
