import { readDatabase } from './harness/database.ts'
import { signalProcess } from './harness/processes.ts'
import { expect, test } from './harness/test.ts'
import { until } from './harness/until.ts'
import {
  ask,
  askHalfway,
  chats,
  finished,
  writeTo,
  questions,
  replies,
  startChat,
  stopButton,
  textOfReply,
} from './harness/window.ts'

const question = 'Tell me a story.'

test('Stop acts at once and keeps the text', async ({ app }) => {
  const page = await app.openWindow()
  const whole = await ask(page, question)
  const { reply } = await askHalfway(page, app, question)
  const milliseconds = await stopButton(page).evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const name = button.getAttribute('aria-label')
        const pressed = performance.now()
        const look = () => {
          const gone = !button.isConnected || button.getAttribute('aria-label') !== name
          if (gone) resolve(performance.now() - pressed)
          else requestAnimationFrame(look)
        }
        ;(button as HTMLElement).click()
        look()
      }),
  )
  test.info().annotations.push({ type: 'Stop', description: `${milliseconds.toFixed(0)} ms` })
  process.stdout.write(`Stop took ${milliseconds.toFixed(0)} ms\n`)
  expect(milliseconds).toBeLessThan(500)

  await expect(reply).toContainText('Stopped. The text so far was kept.')
  const kept = await finished(reply)
  expect(kept.length).toBeGreaterThanOrEqual(20)
  expect(whole.startsWith(kept.trimEnd())).toBe(true)
  await page.reload()
  await expect(textOfReply(replies(page).first())).toHaveText(kept)
})

test('a reload in the middle of an answer loses and doubles nothing', async ({ app }) => {
  const page = await app.openWindow()
  const whole = await ask(page, question)
  const { engines } = await askHalfway(page, app, question)
  const before = await chats(page).count()
  await page.reload()
  const reply = replies(page)
  await expect(reply).toHaveCount(1)
  await writeTo(40, reply, engines)
  engines.thaw()
  expect(await finished(reply)).toBe(whole)
  await expect(questions(page)).toHaveCount(1)
  await expect(chats(page)).toHaveCount(before)
})

test('an answer is finished while no window is open', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  const whole = await ask(page, question)
  const { engines } = await askHalfway(page, app, question)
  await page.close()
  engines.thaw()
  await until('the end of the reply', () =>
    readDatabase(app.dataFolder).messages.every(({ status }) => status === 'done'),
  )
  const again = await app.openWindow()
  await chats(again).first().getByRole('link').click()
  await expect(replies(again)).toHaveCount(1)
  expect(await finished(replies(again))).toBe(whole)
})

test('an engine that dies keeps the partial answer, says so, and is replaced', async ({ app }) => {
  const page = await app.openWindow()
  const whole = await ask(page, question)
  const { reply } = await askHalfway(page, app, question)
  const pids = app.enginePids()
  expect(pids.length).toBeGreaterThan(0)
  for (const pid of pids) signalProcess(pid, 'SIGKILL')

  await expect(reply).toContainText('The system ended the engine while Demo was working')
  await expect(reply.getByRole('button', { name: 'Try again' })).toBeVisible()
  const kept = await finished(reply)
  expect(kept.length).toBeGreaterThanOrEqual(20)
  expect(whole.startsWith(kept.trimEnd())).toBe(true)
  await reply.hover()
  await reply.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByRole('dialog', { name: /How this reply/ })).toContainText('SIGKILL')
  await page.keyboard.press('Escape')

  expect(await ask(page, 'Who are you?')).not.toBe('')
  expect(app.enginePids()).not.toEqual(pids)
  await startChat(page)
  expect(await ask(page, question)).toBe(whole)
})

test('an answer that failed can be tried again', async ({ app }) => {
  const page = await app.openWindow()
  const whole = await ask(page, question)
  const { reply } = await askHalfway(page, app, question)
  for (const pid of app.enginePids()) signalProcess(pid, 'SIGKILL')
  await reply.getByRole('button', { name: 'Try again' }).click()
  await expect(replies(page)).toHaveCount(1)
  await expect(textOfReply(replies(page))).toHaveText(whole)
  await expect(questions(page)).toHaveCount(1)
})

test('an app that is killed loses nothing that was acknowledged', async ({ app, watch }) => {
  const page = await app.openWindow()
  expect(await ask(page, 'Who are you?')).not.toBe('')
  const whole = await ask(page, question)
  const { engines } = await askHalfway(page, app, question, 40)
  const before = await chats(page).count()
  const saved = () => {
    const last = readDatabase(app.dataFolder).messages.find(({ status }) => status === 'running')
    const [part] = JSON.parse(last?.parts ?? '[]') as { text: string }[]
    return part?.text ?? ''
  }
  await until('a save of the running reply', () => saved().length >= 20)

  watch.allow(/WebSocket connection to|ERR_CONNECTION_REFUSED|net::ERR_/)
  await app.kill()
  engines.thaw()
  await until('the end of every process', () => app.processes().length === 0)
  const { integrity, messages } = readDatabase(app.dataFolder)
  expect(integrity).toBe('ok')
  expect(messages.filter(({ role }) => role === 'user')).toHaveLength(before + 1)
  const kept = saved()
  expect(whole.startsWith(kept.trimEnd())).toBe(true)
  if (app.host === 'web') {
    await expect(page.getByText('Carat’s services are not answering.')).toBeVisible()
    await page.close()
  }

  await app.start()
  const again = await app.openWindow()
  await expect(chats(again)).toHaveCount(before)
  await chats(again).first().getByRole('link').click()
  const reply = replies(again).first()
  await expect(reply).toContainText('Carat was closed while this was being written.')
  await expect(textOfReply(reply)).toHaveText(kept.trim())
  expect(await ask(again, 'Who are you?')).not.toBe('')
  await chats(again).last().getByRole('link').click()
  await expect(replies(again)).toHaveCount(2)
  await expect(textOfReply(replies(again).last())).toHaveText(whole)
})
