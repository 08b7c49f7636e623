import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { payloads, payloadsByKind } from '../src-renderer/chat/markdown/hostile/payloads.ts'
import { createAppFolder } from './harness/app-folder.ts'
import { startCanary } from './harness/canary.ts'
import { sample } from './harness/checkout.ts'
import { dropFiles, readPageFile } from './harness/files.ts'
import { fileNames, makeHostileProfile } from './harness/hostile-profile.ts'
import { startHostProcess } from './harness/host-process.ts'
import { openModels } from './harness/models-page.ts'
import {
  finished,
  messageBox,
  replies,
  sendButton,
  startChat,
  textOfReply,
  waitUntilUsable,
} from './harness/window.ts'
import { tinyModel } from './hub/gguf-content.ts'
import { startHub } from './hub/start-hub.ts'
import { installScriptedApp } from './scripted-engine/install.ts'

// Its pictures of a page with thousands of elements would take longer than the journey.
test.use({ trace: 'off' })

/** What the window itself is made of. */
const ownPath = /^\/(assets\/[\w.-]+|attachments\/[0-9a-f]{64}\/(thumbnail|display))?$/

/** Titles lose what cannot be seen. */
const plain = (text: string) => text.replaceAll(/[^!-~]/g, '')

/** So much is drawn above and below what is on view. */
const BEYOND_VIEW = 600

/** Has everything in a scrolled part of the window drawn, one screen after another. */
async function scrollThrough(page: Page, selector: string): Promise<void> {
  await page.evaluate(
    async ([wanted, beyond]) => {
      const box = document.querySelector(wanted)
      if (!box) throw new Error(`nothing is at ${wanted}`)
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const step = box.clientHeight + 2 * beyond
      for (let top = box.scrollHeight; top > -step; top -= step) {
        box.scrollTop = top
        await frame()
        await frame()
      }
    },
    [selector, BEYOND_VIEW] as const,
  )
}

/** An app full of hostile text, in a browser that notes what it does. */
async function openHostileApp() {
  const hub = await startHub({
    repositories: fileNames.slice(0, 30).map((name) => ({
      name: `evil/${name}`,
      licence: name,
      tags: ['gguf', name],
      pipeline: name,
      files: { [`${name}-F16.gguf`]: tinyModel({ name }) },
    })),
  })
  const folder = createAppFolder({ HF_ENDPOINT: hub.endpoint })
  const scripted = installScriptedApp(join(folder.homeFolder, 'app'))
  const chats = makeHostileProfile(folder.dataFolder, join(folder.homeFolder, 'models'))
  const host = await startHostProcess({ ...folder, root: scripted.root })
  const canary = await startCanary(folder.homeFolder)
  const page = await canary.context.newPage()
  page.setDefaultTimeout(10_000)
  const origin = new URL(host.link).origin
  await page.goto(host.link)
  await waitUntilUsable(page)

  const quiet = async (where: string) => {
    expect(await canary.alarm(page), where).toEqual({ ran: [], violations: [], harm: [] })
    const foreign = canary.requests.filter((line) => {
      const url = new URL(line.slice(line.indexOf(' ') + 1))
      return url.origin !== origin || !ownPath.test(url.pathname)
    })
    expect(foreign, `requests from ${where}`).toEqual([])
    expect(canary.context.pages(), where).toHaveLength(1)
  }

  const end = async () => {
    expect(await canary.end(), 'hosts that were looked up').toEqual([])
    await host.stop()
    await hub.close()
    await folder.remove()
  }
  return { page, origin, chats, scripted, quiet, end }
}

test('hostile text that was kept is shown, and does nothing', { tag: '@web' }, async () => {
  test.setTimeout(120_000)
  const { chats, end, origin, page, quiet } = await openHostileApp()
  for (const [name, chatId] of Object.entries(chats))
    await test.step(`what is kept: ${name}`, async () => {
      await page.goto(`${origin}/#/chat/${chatId}`)
      await expect(replies(page).last()).toBeVisible()
      await scrollThrough(page, 'main section')
      await quiet(name)
    })
  await test.step('details of a reply', async () => {
    await page.goto(`${origin}/#/chat/${chats.history}`)
    const reply = replies(page).last()
    await reply.hover()
    await reply.getByRole('button', { name: 'Details' }).click()
    await expect(page.getByRole('dialog').filter({ hasText: payloads.at(-1)! })).toBeVisible()
    await page.keyboard.press('Escape')
    await quiet('details of a reply')
  })
  await test.step('titles', async () => {
    const links = page.getByRole('list', { name: 'Conversations' }).getByRole('link')
    for (let place = 3; place < 11; place += 1) {
      const title = plain(await links.nth(place).innerText())
      await links.nth(place).click()
      await expect.poll(async () => plain(await page.title())).toBe(`${title}Carat`)
    }
    await scrollThrough(page, ':has(> [aria-label=Conversations])')
    await quiet('titles')
  })
  await test.step('the context breakdown', async () => {
    await page.goto(`${origin}/#/chat/${chats.texts}`)
    await page.getByRole('button', { name: /^Context: / }).click()
    await expect(page.getByRole('dialog').filter({ has: page.locator('dl') })).toBeVisible()
    await page.keyboard.press('Escape')
    await quiet('the context breakdown')
  })
  await test.step('toasts, and tooltips in the trash', async () => {
    for (const title of fileNames.slice(0, 4)) {
      await page.keyboard.press('F2')
      await page.getByRole('textbox', { name: 'Name of the conversation' }).fill(title)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: /^Undo: Renamed/ }).last()).toBeVisible()
    }
    const list = page.getByRole('list', { name: 'Conversations' })
    await list
      .getByRole('link')
      .nth(4)
      .click({ modifiers: ['ControlOrMeta'] })
    await list
      .getByRole('link')
      .nth(14)
      .click({ modifiers: ['Shift'] })
    await page
      .getByRole('group', { name: 'Selected' })
      .getByRole('button', { name: 'Delete' })
      .click()
    await page.getByRole('button', { name: 'Shown in the list' }).click()
    await page.getByRole('menuitem', { name: 'Trash' }).click()
    const restore = page.getByRole('button', { name: /^Restore “/ })
    for (let place = 0; place < 4; place += 1) {
      const name = await restore.nth(place).getAttribute('aria-label')
      await restore.nth(place).hover()
      const tooltip = page.locator('[data-side][aria-hidden]').filter({ hasText: 'Restore' })
      await expect(tooltip).toHaveText(name ?? '')
      await page.mouse.move(800, 300)
      await expect(tooltip).toBeHidden()
    }
    await quiet('toasts and tooltips')
    await page.getByRole('button', { name: 'Shown in the list' }).click()
    await page.getByRole('menuitem', { name: 'Conversations' }).click()
  })
  await test.step('what is found', async () => {
    for (const words of ['alert(1)', 'evil.example', 'script']) {
      await page.getByRole('searchbox', { name: 'Search' }).fill(words)
      await expect(
        page.getByRole('list', { name: 'Found' }).getByRole('listitem').first(),
      ).toBeVisible()
      await scrollThrough(page, ':has(> [aria-label=Found])')
    }
    await page.getByRole('searchbox', { name: 'Search' }).fill('')
    await quiet('what is found')
  })
  await end()
})

test('hostile text that comes in is shown, and does nothing', { tag: '@web' }, async () => {
  const { end, page, quiet, scripted } = await openHostileApp()
  await test.step('while it is written', async () => {
    for (const ofKind of Object.values(payloadsByKind)) {
      await startChat(page)
      await messageBox(page).fill(ofKind.join('\n\n'))
      await sendButton(page).click()
      await expect(replies(page)).toHaveCount(1)
      await finished(replies(page))
      await expect(textOfReply(replies(page))).toBeVisible()
    }
    await quiet('an answer being written')
  })
  await test.step('refused by the engine, in its own words', async () => {
    const words = fileNames.slice(0, 40).join(' ')
    scripted.setScript({ refusals: { Refuse: words } })
    await startChat(page)
    await messageBox(page).fill('Refuse')
    await sendButton(page).click()
    await expect(replies(page)).toContainText(words.slice(0, 60))
    await quiet('a refusal')
  })
  await test.step('names of files', async () => {
    await startChat(page)
    const good = readPageFile(sample('red-circle.png'))
    const named = (from: number, bytes: Buffer, type: string, end: string) =>
      fileNames.slice(from, from + 5).map((name) => ({ name: `${name}${end}`, type, bytes }))
    await dropFiles(page, [
      ...named(0, Buffer.from('no picture'), 'image/png', '.png'),
      ...named(5, Buffer.from(fileNames.join('\n')), 'text/plain', '.txt'),
      ...named(10, good.bytes, 'image/png', '.png'),
    ])
    await expect(page.getByRole('alert').getByRole('listitem').first()).toBeVisible()
    await page
      .getByRole('button', { name: /^(Open|Read) / })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await quiet('names of files')
  })
  await test.step('models', async () => {
    await openModels(page, 'On this computer')
    await expect(page.getByText(fileNames[0]!).first()).toBeVisible()
    await openModels(page, 'Discover')
    await page.getByRole('search').locator('input').last().fill('evil')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'by evil' }).first().click()
    // The hub knows no such repository; what it was called is shown all the same.
    await expect(page.getByRole('heading', { level: 2, name: /^evil\// })).toBeVisible()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await quiet('models')
  })
  await end()
})
