import { fixture, sample } from './harness/checkout.ts'
import { attach, dropFiles } from './harness/files.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { ask, chinese, messageBox, startChat } from './harness/window.ts'

test.use({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 })

test('the pictures of the README', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  await takePicture(page, 'first-run')

  await attach(page, [sample('two-shapes-black-640x480.jpg')])
  await ask(page, 'Describe the picture.')
  await ask(page, 'What is on the left?')
  await takePicture(page, 'picture-answer')

  await startChat(page)
  await attach(page, [sample('circle-left-to-right.mp4')])
  await ask(page, 'What happens in the video?')
  await takePicture(page, 'video-answer')

  await startChat(page)
  await attach(page, [sample('red-circle.png')])
  await messageBox(page).fill('What do these have in common?')
  await dropFiles(page, [fixture('media/corrupt.png')])
  await expect(page.getByRole('alert')).toContainText('damaged or incomplete')
  await takePicture(page, 'error')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await messageBox(page).fill('')
  await page.getByRole('button', { name: 'Remove red-circle.png' }).click()

  await choose(page, /^Appearance$/, 'Dark')
  await attach(page, [sample('pink-heart.webp')])
  await ask(page, 'Describe this image.')
  await ask(page, 'Tell me a story.')
  await takePicture(page, 'dark')

  await choose(page, /^Appearance$/, 'Light')
  await choose(page, /^Language$/, '简体中文')
  await startChat(page, chinese)
  await attach(page, [sample('circle-left-to-right.mp4')])
  await ask(page, '视频里发生了什么？', chinese)
  await takePicture(page, 'chinese')
})
