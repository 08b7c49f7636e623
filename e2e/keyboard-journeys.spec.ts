import { sample } from './harness/checkout.ts'
import { expect, test } from './harness/test.ts'
import { hubTest } from './harness/hub-test.ts'
import { tabTo } from './harness/keys.ts'
import { modelRow } from './harness/models-page.ts'
import {
  chats,
  conversation,
  finished,
  messageBox,
  questions,
  replies,
  textOfReply,
} from './harness/window.ts'

// Only keys are pressed here: nothing is clicked, and no focus is set.

test('a picture is attached, asked about, asked again, and found, by keyboard', async ({ app }) => {
  const page = await app.openWindow()
  const { keyboard } = page
  await test.step('attach, ask and read', async () => {
    await expect(messageBox(page)).toBeFocused()
    const chooser = page.waitForEvent('filechooser')
    // The window is asked to leave choosers to the journey; a key would be there before that.
    await page.evaluate(() => {})
    await keyboard.press('ControlOrMeta+u')
    await (await chooser).setFiles([sample('red-circle.png')])
    await expect(messageBox(page)).toBeFocused()
    await expect(page.getByRole('button', { name: 'Enlarge red-circle.png' })).toBeVisible()
    await keyboard.type('What is in this image?')
    await keyboard.press('Enter')
    await expect(replies(page)).toHaveCount(1)
    expect(await finished(replies(page))).toContain('red circle')
    await expect(messageBox(page)).toBeFocused()
    await tabTo(page, conversation(page), 'Shift+Tab')
    await tabTo(page, messageBox(page))
  })

  const versions = (name: string) => page.getByRole('group', { name, exact: true })
  await test.step('edit the question and change between its versions', async () => {
    await keyboard.press('ArrowUp')
    const box = page.getByRole('textbox', { name: 'Edit your message' })
    await expect(box).toBeFocused()
    await keyboard.press('Escape')
    await expect(messageBox(page)).toBeFocused()
    await keyboard.press('ArrowUp')
    await expect(box).toBeFocused()
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type('Is there a blue star?')
    await keyboard.press('Enter')
    await expect(versions('Version 2 of 2')).toBeVisible()
    await expect(messageBox(page)).toBeFocused()
    expect(await finished(replies(page))).toContain('No')
    await tabTo(page, page.getByRole('button', { name: 'Previous version' }), 'Shift+Tab')
    await keyboard.press('Enter')
    await expect(versions('Version 1 of 2')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Next version' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(versions('Version 2 of 2')).toBeVisible()
  })

  await test.step('search, and go to what was said', async () => {
    await keyboard.press('ControlOrMeta+Shift+o')
    await expect(messageBox(page)).toBeFocused()
    await keyboard.type('Who are you?')
    await keyboard.press('Enter')
    await expect(replies(page)).toHaveCount(1)
    await finished(replies(page))
    await keyboard.press('ControlOrMeta+Shift+f')
    await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused()
    await keyboard.type('blue star')
    await expect(page.locator('[data-result]').first()).toContainText('blue star')
    await tabTo(page, page.locator('[data-result]').filter({ hasText: /You ·/ }), 'ArrowDown')
    await keyboard.press('Enter')
    await expect(questions(page)).toContainText('Is there a blue star?')
    await expect(conversation(page).locator('[data-found]')).toBeVisible()
  })
})

test('a conversation is renamed, deleted and brought back, by keyboard', async ({ app }) => {
  const page = await app.openWindow()
  const { keyboard } = page
  await expect(messageBox(page)).toBeFocused()
  await keyboard.type('Hello')
  await keyboard.press('Enter')
  await expect(replies(page)).toHaveCount(1)
  const answer = await finished(replies(page))
  await keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Name of the conversation' })).toBeFocused()
  await keyboard.type('Lighthouse')
  await keyboard.press('Enter')
  await expect(chats(page)).toContainText('Lighthouse')
  await expect(chats(page).getByRole('link')).toBeFocused()

  await keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await keyboard.type('delete')
  await expect(page.getByRole('option').first()).toContainText('Delete this conversation')
  await keyboard.press('Enter')
  await expect(chats(page)).toHaveCount(0)
  await expect(messageBox(page)).toBeFocused()
  await keyboard.press('F6')
  await tabTo(page, page.getByRole('button', { name: 'Undo' }))
  await keyboard.press('Enter')
  await expect(chats(page)).toContainText('Lighthouse')
  await expect(textOfReply(replies(page))).toHaveText(answer)
  await expect(messageBox(page)).toBeFocused()
})

test('a conversation is put in order from the palette, step by step and back', async ({ app }) => {
  const page = await app.openWindow()
  const { keyboard } = page
  await keyboard.type('Hello')
  await keyboard.press('Enter')
  await expect(replies(page)).toHaveCount(1)
  await finished(replies(page))
  const run = async (words: string, found: string) => {
    await keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await keyboard.type(words)
    await expect(page.getByRole('option').first()).toContainText(found)
    await keyboard.press('Enter')
    await expect(page.getByRole('combobox')).toHaveCount(0)
  }
  const pinned = chats(page).getByText('Pinned', { exact: true })
  await run('pin', 'Pin this conversation')
  await expect(pinned).toBeVisible()
  await expect(messageBox(page)).toBeFocused()
  await run('undo', 'Undo the last step')
  await expect(pinned).toBeHidden()
  await run('redo', 'Redo the last step')
  await expect(pinned).toBeVisible()
  await run('unpin', 'Unpin this conversation')
  await expect(pinned).toBeHidden()

  await run('move this', 'Move this conversation to a new folder')
  await expect(page.getByRole('textbox', { name: 'Name of the folder' })).toBeFocused()
  await keyboard.type('Harbour')
  await keyboard.press('Enter')
  const folder = chats(page).getByRole('button', { name: /^Harbour Folder/ })
  await expect(folder).toContainText('1')
  await run('no folder', 'Move to folder: No folder')
  await expect(folder).not.toContainText('1')
  await run('harb', 'Move to folder: Harbour')
  await expect(folder).toContainText('1')
  await run('compact', 'Density: Compact')
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')

  await run('edit the last reply', 'Edit the last reply')
  await expect(page.getByRole('textbox', { name: 'Edit the reply' })).toBeFocused()
  await keyboard.press('Escape')
  await run('branch', 'Branch into a new chat')
  await expect(chats(page).getByRole('link')).toHaveCount(2)
  await run('use a prompt', 'Use a prompt')
  await expect(page.getByRole('listbox', { name: 'Prompts' })).toBeVisible()
  await keyboard.press('Escape')
  await keyboard.press('Backspace')
  await run('choose an assistant', 'Choose an assistant')
  await expect(page.getByRole('dialog', { name: 'Who answers here' })).toBeVisible()
})

hubTest(
  'a model is found, downloaded and chosen, by keyboard',
  { tag: '@web' },
  async ({ app }) => {
    const page = await app.openWindow()
    const { keyboard } = page
    await keyboard.press('ControlOrMeta+Shift+m')
    const row = modelRow(page, 'Gemma 3 270M')
    await expect(row).toBeVisible()
    await tabTo(page, row.getByRole('button', { name: /^Download/ }))
    await keyboard.press('Enter')
    const use = row.getByRole('button', { name: /^Use now/ })
    await expect(use).toBeVisible({ timeout: 20_000 })
    await tabTo(page, use)
    await keyboard.press('Enter')
    await expect(
      page.getByRole('button', { name: 'Model', exact: true }),
    ).toHaveAccessibleDescription(/^Gemma 3 270M/)
    await expect(messageBox(page)).toBeFocused()

    await keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await keyboard.type('use demo')
    await keyboard.press('Enter')
    await expect(
      page.getByRole('button', { name: 'Model', exact: true }),
    ).toHaveAccessibleDescription(/^Demo/)
    await expect(messageBox(page)).toBeFocused()
  },
)
