import { tabTo } from './harness/keys.ts'
import { expect, test } from './harness/test.ts'
import { ask, finished, messageBox, questions, replies, stopButton } from './harness/window.ts'

test('Enter sends and Shift+Enter starts a line', async ({ app }) => {
  const page = await app.openWindow()
  await messageBox(page).pressSequentially('Who')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('are you?')
  await expect(messageBox(page)).toHaveValue('Who\nare you?')
  await expect(replies(page)).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(replies(page)).toHaveCount(1)
  await expect(questions(page)).toContainText('Who\nare you?')
  await expect(messageBox(page)).toHaveValue('')
})

test(
  'Enter before everything has come sends as soon as it has',
  { tag: '@web' },
  async ({ app }) => {
    const page = await app.openWindow()
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.routeWebSocket(/./, (socket) => {
      const server = socket.connectToServer()
      server.onMessage((message) => void released.then(() => socket.send(message)))
    })
    await page.reload()
    await messageBox(page).fill('Who are you?')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(messageBox(page)).toHaveValue('Who are you?')
    release()
    await expect(replies(page)).toHaveCount(1)
    await expect(questions(page)).toHaveCount(1)
    await expect(messageBox(page)).toHaveValue('')
    await finished(replies(page))
  },
)

test('an input method that is at work never sends', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  const input = await page.context().newCDPSession(page)
  await messageBox(page).focus()
  await input.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
  await expect(messageBox(page)).toHaveValue('nihao')
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
  await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
  await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
  const process229 = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 }
  await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...process229 })
  await input.send('Input.insertText', { text: '你好' })
  await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...process229 })
  await expect(messageBox(page)).toHaveValue('你好')
  await expect(questions(page)).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(questions(page)).toContainText('你好')
  expect(await finished(replies(page))).not.toBe('')
})

test('everything is reached with the keyboard alone', async ({ app }) => {
  const page = await app.openWindow()
  await ask(page, 'Who are you?')
  // The second time, a new one is on view already.
  for (const _ of ['from a conversation', 'from a new one']) {
    await tabTo(page, page.getByRole('button', { name: 'New chat', exact: true }))
    await page.keyboard.press('Enter')
    await expect(messageBox(page)).toBeFocused()
    await expect(replies(page)).toHaveCount(0)
  }
  const engines = app.freezeEngines()
  await page.keyboard.type('Tell me a story.')
  await page.keyboard.press('Enter')
  await expect(replies(page)).toHaveCount(1)
  await expect(stopButton(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(stopButton(page)).toBeHidden()
  await expect(replies(page)).toContainText('Stopped before the first word.')
  engines.thaw()

  const settings = page.getByRole('button', { name: 'Settings', exact: true })
  await tabTo(page, settings)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(settings).toBeFocused()
})
