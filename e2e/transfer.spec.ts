import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { tabTo } from './harness/keys.ts'
import { choose, takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { startWebApp } from './harness/web-app.ts'
import { ask, chats, conversation, questions, replies, textOfReply } from './harness/window.ts'

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

/** Writes a reply in the user's words, so that it has what the small model cannot write. */
async function rewrite(page: Page, words: string) {
  const reply = replies(page).last()
  await reply.hover()
  await reply.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Edit the reply' }).click()
  const box = page.getByRole('textbox', { name: 'Edit the reply' })
  await box.fill(words)
  await box.press('Control+Enter')
  await expect(box).toBeHidden()
}

/** Opens the settings where conversations leave and come. */
async function openData(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await dialog(page, 'Settings').getByRole('tab', { name: 'Data' }).click()
}

/** Chooses a kind in the dialog that is open, and takes what the browser saves. */
async function exportAs(page: Page, kind: RegExp, path: string): Promise<string> {
  await page.getByRole('radio', { name: kind }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export', exact: true }).click(),
  ])
  await file.saveAs(path)
  await expect(dialog(page, /^Export/)).toBeHidden()
  return file.suggestedFilename()
}

async function chooseImport(page: Page, path: string) {
  await openData(page)
  await page.getByRole('button', { name: 'Import…' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files…' }).click(),
  ])
  await chooser.setFiles(path)
}

const asPrompt = 'What is in this image?'

/** Keeps the first question as a prompt. */
async function keepPrompt(page: Page) {
  const question = questions(page).first()
  await question.hover()
  await question.getByRole('button', { name: 'Save as prompt' }).click()
  await expect(dialog(page, /^Saved as the prompt/)).toBeVisible()
  await page.keyboard.press('Escape')
}

async function removePrompt(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = dialog(page, 'Settings')
  await settings.getByRole('tab', { name: 'Prompts' }).click()
  await settings.getByRole('button', { name: `More for ${asPrompt}` }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(settings.getByRole('button', { name: `More for ${asPrompt}` })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
}

/** Opens a saved page as anybody would, and tells what it asked for and whether it runs anything. */
async function openSaved(browser: Browser, path: string, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1000, height: 900 } })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => asked.push(`console: ${message.text()}`))
  await page.goto(pathToFileURL(path).href)
  await page.screenshot({ path: path.replace('.html', `-${colorScheme}.png`), fullPage: true })
  return {
    page,
    asked: asked.filter((url) => !url.startsWith('data:')),
    close: () => context.close(),
  }
}

test(
  'a conversation leaves as a page, everything as an archive, and comes back once',
  {
    tag: '@web',
  },
  async ({ app, browser, watch }, testInfo) => {
    const page = await app.openWindow()
    await attach(page, [sample('red-circle.png')])
    await ask(page, 'What is in this image?')
    await rewrite(
      page,
      'A **red** circle with $A = \\pi r^2$.\n\n$$\n\\int_0^1 x^2 dx = \\frac{1}{3}\n$$\n\n' +
        '```js\nconst area = Math.PI * r ** 2\n```\n\n' +
        '| shape | sides |\n| --- | ---: |\n| circle | 0 |\n\n**重点：**红色的圆。 <img src=x onerror=alert(1)> ' +
        '![pixel](https://example.com/pixel.png)',
    )
    await ask(page, 'Count to 10.')

    const html = testInfo.outputPath('page.html')
    await test.step('as a page', async () => {
      await chats(page).first().hover()
      await page.getByRole('button', { name: /^More for/ }).click()
      await page.getByRole('menuitem', { name: 'Export…' }).click()
      await expect(dialog(page, /^Export “/)).toBeVisible()
      await expectAccessible(page, 'the dialog of an export')
      await takePicture(page, 'export')
      await page.screenshot({ path: testInfo.outputPath('export-dialog.png') })
      expect(await exportAs(page, /^Web page/, html)).toMatch(/\.html$/)
      await expect(page.getByText(/goes to your downloads/).first()).toBeVisible()

      const saved = await openSaved(browser, html, 'light')
      expect(saved.asked).toEqual([pathToFileURL(html).href])
      const facts = await saved.page.evaluate(() => ({
        scripts: document.scripts.length,
        handlers: document.querySelectorAll('[onerror], [onclick], [onload]').length,
        pictures: [...document.images].map((image) => image.naturalWidth),
        background: getComputedStyle(document.body).backgroundColor,
        formulas: document.querySelectorAll('math').length,
      }))
      expect(facts).toMatchObject({ scripts: 0, handlers: 0, pictures: [224], formulas: 2 })
      await expect(saved.page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(saved.page.getByText('const area = Math.PI * r ** 2')).toBeVisible()
      await expectAccessible(saved.page, 'an exported page')
      await saved.close()
      const dark = await openSaved(browser, html, 'dark')
      expect(
        await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor),
      ).not.toBe(facts.background)
      await expectAccessible(dark.page, 'an exported page in the dark')
      await dark.close()
    })

    const archive = testInfo.outputPath('everything.zip')
    await test.step('everything as an archive', async () => {
      await keepPrompt(page)
      await openData(page)
      await expectAccessible(page, 'the ways out and in')
      await page.screenshot({ path: testInfo.outputPath('data-section.png') })
      await page.getByRole('button', { name: 'Export everything…' }).click()
      expect(await exportAs(page, /^Carat archive/, archive)).toBe('Carat conversations.zip')
      expect(readFileSync(archive).toString('latin1', 0, 2)).toBe('PK')
    })

    await test.step('into an empty Carat, and again', async () => {
      const context = await browser.newContext({
        locale: 'en-US',
        colorScheme: 'dark',
        viewport: { width: 1280, height: 800 },
      })
      watch.follow(context)
      const other = await startWebApp(context, {})
      try {
        const window = await other.app.openWindow()
        await chooseImport(window, archive)
        const importing = dialog(window, 'Import conversations')
        await expect(
          importing.getByText('Carat: 1 conversation · 5 messages · 1 picture · 1 prompt'),
        ).toBeVisible()
        await expectAccessible(window, 'what is in an export, in the dark')
        await window.screenshot({ path: testInfo.outputPath('preview-dark.png') })
        await importing.getByRole('button', { name: 'Import 1' }).click()
        await expect(importing.getByText('1 conversation is in your list now.')).toBeVisible()
        await expect(importing.getByText('New here as well: 1 prompt')).toBeVisible()
        await window.screenshot({ path: testInfo.outputPath('result-dark.png') })
        await window.setViewportSize({ width: 320, height: 640 })
        for (const button of await importing.getByRole('button').all())
          await expect(button).toBeInViewport({ ratio: 1 })
        await window.setViewportSize({ width: 1280, height: 800 })
        await importing.getByRole('button', { name: 'Show the newest' }).click()
        await expect(chats(window)).toHaveCount(1)
        await expect(textOfReply(replies(window)).first()).toContainText('A red circle')
        await expect(conversation(window).getByRole('button', { name: /^Enlarge/ })).toBeVisible()

        await chooseImport(window, archive)
        await expect(importing.getByText(/are here already/)).toBeVisible()
        await importing.getByRole('button', { name: 'Close' }).last().click()
        await expect(chats(window)).toHaveCount(1)

        await test.step('a prompt alone', async () => {
          await removePrompt(window)
          await chooseImport(window, archive)
          await expect(importing.getByText(/New in this export: 1 prompt/)).toBeVisible()
          await importing.getByRole('button', { name: 'Import what is new' }).click()
          await expect(importing.getByText('New here now: 1 prompt')).toBeVisible()
          // A double click is told of once.
          await importing.getByRole('button', { name: 'Undo the import' }).dblclick()
          await expect(window.getByText('Import undone.')).toBeVisible()
          await expect(chats(window)).toHaveCount(1)
        })

        await choose(window, /^Language$/, '简体中文')
        await window.getByRole('button', { name: '设置', exact: true }).click()
        await window.getByRole('tab', { name: '数据' }).click()
        await window.getByRole('button', { name: '导入…' }).click()
        await expect(dialog(window, '导入对话')).toBeVisible()
        await expectAccessible(window, 'the choice of an import, in Chinese')
        await window.screenshot({ path: testInfo.outputPath('import-chinese.png') })
      } finally {
        await context.close()
        await other.dispose()
      }
    })
  },
)

test(
  'an import is taken back, and comes back from the trash; what is no export says so',
  {
    tag: '@web',
  },
  async ({ app }, testInfo) => {
    const page = await app.openWindow()
    const list = testInfo.outputPath('conversations.json')
    writeFileSync(
      list,
      JSON.stringify([
        {
          id: 'one',
          title: 'From elsewhere',
          create_time: 1_736_000_000,
          update_time: 1_736_000_100,
          current_node: 'a',
          mapping: {
            q: {
              parent: null,
              message: {
                author: { role: 'user' },
                content: { content_type: 'text', parts: ['Hello <b>there</b>'] },
              },
            },
            a: {
              parent: 'q',
              message: {
                author: { role: 'assistant' },
                content: { content_type: 'text', parts: ['Hello!'] },
                metadata: { model_slug: 'gpt-4o' },
              },
            },
          },
        },
      ]),
    )
    const importing = dialog(page, 'Import conversations')
    await chooseImport(page, list)
    await expect(importing.getByText(/ChatGPT: 1 conversation · 2 messages/)).toBeVisible()
    await expect(importing).toBeFocused()
    // A reload comes back to it, with what was chosen.
    await importing.getByRole('checkbox').click()
    await expect(importing.getByRole('button', { name: 'Import 0' })).toBeDisabled()
    await page.reload()
    await expect(importing).toBeFocused()
    await expect(importing.getByRole('checkbox')).not.toBeChecked()
    await importing.getByRole('checkbox').click()
    await importing.getByRole('button', { name: 'Import 1' }).click()
    await expect(importing.getByText('1 conversation is in your list now.')).toBeVisible()
    await importing.getByRole('button', { name: 'Undo the import' }).click()
    await expect(importing).toBeHidden()
    await expect(chats(page)).toHaveCount(0)

    await chooseImport(page, list)
    await expect(importing.getByText(/In the trash; comes back/)).toBeVisible()
    await importing.getByRole('button', { name: 'Import 1' }).click()
    await importing.getByRole('button', { name: 'Show the newest' }).click()
    await expect(chats(page)).toHaveCount(1)
    await expect(conversation(page).getByText('Hello <b>there</b>')).toBeVisible()

    await test.step('what was said since then joins the conversation that is on view', async () => {
      const later = testInfo.outputPath('later.json')
      const said = (parent: string, role: string, words: string) => ({
        parent,
        message: { author: { role }, content: { content_type: 'text', parts: [words] } },
      })
      const [one] = JSON.parse(readFileSync(list, 'utf8')) as { mapping: object }[]
      const mapping = {
        ...one?.mapping,
        q2: said('a', 'user', 'And a month later?'),
        a2: said('q2', 'assistant', 'Good to see you again.'),
      }
      const fresh = { id: 'two', title: 'Newer', mapping: { q: said('', 'user', 'Hi') } }
      writeFileSync(later, JSON.stringify([{ ...one, current_node: 'a2', mapping }, fresh]))
      await chooseImport(page, later)
      await expect(importing.getByRole('status')).toContainText('1 new · 1 with new messages')
      const grown = importing.getByRole('checkbox', { name: /From elsewhere 2 new messages/ })
      await expect(grown).toBeChecked()
      await expectAccessible(page, 'an export in which a conversation has grown')
      await importing.getByRole('button', { name: 'Import 2' }).click()
      await expect(
        importing.getByText('1 conversation that was here has 2 new messages.'),
      ).toBeVisible()
      // Behind the dialog, where nothing has a role.
      await expect(page.getByText('Good to see you again.')).toBeVisible()
      await importing.getByRole('button', { name: 'Undo the import' }).click()
      await expect(importing).toBeHidden()
      await expect(conversation(page).getByText('Good to see you again.')).toBeHidden()
      await expect(conversation(page).getByText('Hello <b>there</b>')).toBeVisible()
      await expect(chats(page)).toHaveCount(1)
    })

    await test.step('some of many, by keyboard', async () => {
      const many = testInfo.outputPath('many.json')
      const message = { author: { role: 'user' }, content: { content_type: 'text', parts: ['Hi'] } }
      const one = (place: number) => ({
        id: `many ${place}`,
        title: `Number ${place}`,
        update_time: 1_736_000_000 - place,
        mapping: { q: { parent: null, message } },
      })
      writeFileSync(many, JSON.stringify(Array.from({ length: 60 }, (_, place) => one(place))))
      await chooseImport(page, many)
      await expect(importing.getByRole('button', { name: 'Import 60' })).toBeVisible()
      const row = (place: number) => importing.getByRole('checkbox', { name: `Number ${place} ` })
      await tabTo(page, row(0))
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.keyboard.press('End')
      await expect(row(59)).toBeFocused()
      await expect(row(59)).toBeInViewport()
      await page.keyboard.press('Space')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await expect(importing.getByRole('button', { name: 'Import 2' })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(importing).toBeHidden()
    })

    await chooseImport(page, sample('red-circle.png'))
    await expect(importing.getByRole('alert')).toContainText('is not an export that Carat knows')
    await page.keyboard.press('Escape')
    await expect(importing).toBeHidden()
  },
)
