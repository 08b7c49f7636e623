import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { createAppFolder } from './harness/app-folder.ts'
import { startCanary } from './harness/canary.ts'
import { startHostProcess } from './harness/host-process.ts'
import {
  finished,
  messageBox,
  replies,
  sendButton,
  startChat,
  textOfReply,
  waitUntilUsable,
} from './harness/window.ts'
import { installScriptedApp } from './scripted-engine/install.ts'

// Its pictures of the page would take longer than the journey.
test.use({ trace: 'off' })

const schemes =
  'about app attachment blob callto chrome cmd data dav devtools dict facetime file filesystem ' +
  'ftp geo git gopher help intent irc itms-apps jar javascript ldap livescript magnet market ' +
  'mms ms-appinstaller ms-cxh ms-excel ms-msdt ms-officecmd ms-search ms-settings ms-word news ' +
  'nfs onenote res rlogin rtsp search-ms sftp shell skype slack sms smb ssh steam tel telnet ' +
  'tg vbscript view-source vnc vscode webcal ws wss x-apple.systempreferences xmpp zoommtg'

/** Every way to use what looks like a link. */
const ways: ((page: Page, x: number, y: number) => Promise<void>)[] = [
  (page, x, y) => page.mouse.click(x, y),
  (page, x, y) => page.mouse.click(x, y, { button: 'middle' }),
  async (page, x, y) => {
    await page.keyboard.down('Control')
    await page.mouse.click(x, y)
    await page.keyboard.up('Control')
  },
  async (page, x, y) => {
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y + 200, { steps: 3 })
    await page.mouse.up()
  },
]

test('a link of a model leads nowhere but the web, and asks first', { tag: '@web' }, async () => {
  const folder = createAppFolder({})
  const scripted = installScriptedApp(join(folder.homeFolder, 'app'))
  const host = await startHostProcess({ ...folder, root: scripted.root })
  const canary = await startCanary(folder.homeFolder)
  const page = await canary.context.newPage()
  await page.goto(host.link)
  await waitUntilUsable(page)
  const answer = async (text: string) => {
    await startChat(page)
    await messageBox(page).fill(text)
    await sendButton(page).click()
    await finished(replies(page))
    return textOfReply(replies(page))
  }
  const asked = page.getByRole('dialog', { name: 'Open this link?' })
  const nothingHappened = async () => {
    expect(canary.context.pages()).toHaveLength(1)
    expect(new URL(page.url()).origin).toBe(new URL(host.link).origin)
    expect(await canary.alarm(page)).toEqual({ ran: [], violations: [], harm: [] })
    await expect(asked).toBeHidden()
  }

  await test.step('other schemes are words', async () => {
    const names = schemes.split(' ')
    expect(names.length).toBeGreaterThanOrEqual(60)
    const links = names.map((name) => `[${name}](${name}://evil.example/x)`)
    const text = await answer(
      `${links.join(' · ')}\n\n${names.map((name) => `<${name}:x>`).join(' ')}`,
    )
    await expect(text.locator('a')).toHaveCount(0)
    const places = await text.locator('span').evaluateAll((elements) =>
      elements.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2 }
      }),
    )
    expect(places.length).toBeGreaterThanOrEqual(names.length)
    for (const [number, { x, y }] of places.entries())
      for (const use of number % 10 === 0 ? ways : ways.slice(0, 3)) await use(page, x, y)
    await nothingHappened()
  })
  await test.step('one to the web asks, however it is used', async () => {
    const text = await answer('[x](https://\u0430pple.example/a?b=c) and <me@ok.example>')
    const link = text.locator('a').first()
    const { x, y, width, height } = (await link.boundingBox())!
    const uses = [
      ...ways.slice(0, 3).map((use) => () => use(page, x + width / 2, y + height / 2)),
      async () => {
        await link.focus()
        await page.keyboard.press('Enter')
      },
      async () => {
        await link.focus()
        await page.keyboard.press('Control+Enter')
      },
    ]
    for (const use of uses) {
      await use()
      await expect(asked).toContainText('https://xn--pple-43d.example/a?b=c')
      await expect(asked.getByText('xn--pple-43d.example', { exact: true })).toBeVisible()
      await page.keyboard.press('Escape')
      await nothingHappened()
    }
    await link.dragTo(messageBox(page))
    await link.click({ button: 'right' })
    await nothingHappened()
  })
  await test.step('and opens when the user says so', async () => {
    await textOfReply(replies(page)).locator('a').first().click()
    await asked.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(asked).toBeHidden()
    const { ran } = await canary.alarm(page)
    expect(ran).toEqual(['open https://xn--pple-43d.example/a?b=c _blank noopener,noreferrer'])
  })

  expect(await canary.end(), 'hosts that were looked up').toEqual([])
  await host.stop()
  await folder.remove()
})
