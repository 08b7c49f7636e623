import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './harness/accessible.ts'
import { openDatabase } from '../src-main/database/open-database.ts'
import { checkout, sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { choose } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import {
  ask,
  attachments,
  chats,
  messageBox,
  replies,
  sendButton,
  startChat,
} from './harness/window.ts'

const chat = (page: Page, title: string) =>
  chats(page).getByRole('link', { name: title, exact: false })
const folder = (page: Page, name: string) =>
  chats(page).getByRole('button', { name: new RegExp(`^${name} Folder`) })
const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')
const show = async (page: Page, from: RegExp, view: string) => {
  await page.getByRole('button', { name: from }).click()
  await page.getByRole('menuitem', { name: view, exact: true }).click()
}
const SHOWN = /Shown in the list|列表中显示/
const lines = (page: Page) => chats(page).allInnerTexts()

async function write(page: Page, ...questions: string[]) {
  for (const question of questions) {
    await startChat(page)
    await ask(page, question)
  }
}

test('conversations are put in order, by pointer and by keyboard, and every step is undone', async ({
  app,
}) => {
  const page = await app.openWindow()
  await write(page, 'Hello', 'Who are you?', 'Count to 10.')

  await test.step('a folder is made and filled by dragging', async () => {
    await page.getByRole('button', { name: 'New folder' }).click()
    await page.keyboard.type('Work')
    await page.keyboard.press('Enter')
    await expect(folder(page, 'Work')).toBeFocused()
    await chat(page, 'Hello').dragTo(folder(page, 'Work'))
    await expect
      .poll(() => lines(page))
      .toEqual([expect.stringContaining('Work'), 'Hello', 'Recent', 'Count to 10.', 'Who are you?'])
    await expect(page.getByText('Conversation moved to “Work”')).toBeVisible()
    await expectAccessible(page, 'a list with a folder')
  })
  await test.step('a pin and a move by keyboard alone', async () => {
    await chat(page, 'Who are you?').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Move to folder' }).press('ArrowRight')
    await page.getByRole('menuitem', { name: 'Work' }).press('Enter')
    await expect(folder(page, 'Work')).toContainText('2')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(chat(page, 'Who are you?')).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(folder(page, 'Work')).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(folder(page, 'Work')).toHaveAttribute('aria-expanded', 'false')
    await expect(chat(page, 'Hello')).toBeHidden()
    await page.keyboard.press('End')
    await expect(chat(page, 'Count to 10.')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Pin' }).press('Enter')
    await expect
      .poll(() => lines(page))
      .toEqual(['Pinned', 'Count to 10.', expect.stringContaining('Work')])
  })
  await test.step('all of it outlives a reload', async () => {
    await page.reload()
    await expect(folder(page, 'Work')).toHaveAttribute('aria-expanded', 'false')
    await expect(chats(page).first()).toHaveText('Pinned')
    await folder(page, 'Work').click()
    await expect(chat(page, 'Hello')).toBeVisible()
  })
  await test.step('several at once, chosen by keyboard', async () => {
    const before = await lines(page)
    await chat(page, 'Hello').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowUp')
    await expect(page.getByRole('status').filter({ hasText: '2 selected' })).toBeAttached()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('group', { name: 'Selected conversations' })).toBeHidden()
    await page.keyboard.press('ControlOrMeta+a')
    const bar = page.getByRole('group', { name: 'Selected conversations' })
    await expect(bar).toContainText('3 selected')
    await expectAccessible(page, 'several conversations chosen')
    await page.keyboard.press('Delete')
    await expect(page.getByText('3 conversations deleted')).toBeVisible()
    await expect(chats(page)).toHaveCount(1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => lines(page)).toEqual(before)
  })
  await test.step('a conversation begins in a folder', async () => {
    await folder(page, 'Work').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'New chat in this folder' }).click()
    await expect(page.getByText('In the folder “Work”')).toBeVisible()
    await expect(messageBox(page)).toBeFocused()
    await page.keyboard.type('What is a lighthouse?')
    await page.keyboard.press('Enter')
    await expect(folder(page, 'Work')).toContainText('3')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('delete this')
    await page.keyboard.press('Enter')
    await expect(folder(page, 'Work')).toContainText('2')
  })
  await test.step('a folder goes, and comes back with what was in it', async () => {
    const before = await lines(page)
    await folder(page, 'Work').press('Delete')
    await expect(folder(page, 'Work')).toBeHidden()
    await expect(chat(page, 'Hello')).toBeVisible()
    await undo(page)
    await expect.poll(() => lines(page)).toEqual(before)
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(folder(page, 'Work')).toBeHidden()
    await page.getByRole('button', { name: 'Undo: Folder “Work” removed' }).click()
    await expect.poll(() => lines(page)).toEqual(before)
  })
  await test.step('the archive, with Ctrl and Shift held', async () => {
    await chat(page, 'Hello').click({ modifiers: ['ControlOrMeta'] })
    await chat(page, 'Count to 10.').click({ modifiers: ['Shift'] })
    const bar = page.getByRole('group', { name: 'Selected conversations' })
    await expect(bar).toContainText('3 selected')
    await chat(page, 'Count to 10.').click({ modifiers: ['ControlOrMeta'] })
    await bar.getByRole('button', { name: 'Archive' }).click()
    await expect(chat(page, 'Hello')).toBeHidden()
    await show(page, SHOWN, 'Archive')
    const archived = page.getByRole('list', { name: 'Archive' }).getByRole('listitem')
    await expect(archived).toHaveCount(2)
    await expectAccessible(page, 'the archive')
    await archived.getByRole('link', { name: 'Hello' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Unarchive' }).press('Enter')
    await expect(archived).toHaveCount(1)
    await show(page, SHOWN, 'Conversations')
    await expect(chat(page, 'Hello')).toBeVisible()
  })
})

test(
  'a folder with thousands of conversations goes and comes back at once',
  { tag: '@web' },
  async ({ app }) => {
    await app.stop()
    const migrationsFolder = resolve(checkout, 'resources/migrations')
    const database = openDatabase({ dataFolder: app.dataFolder, migrationsFolder })
    database.exec(`
    insert into folders (id, name, position) values ('work', 'Work', 0);
    with recursive number(n) as (select 1 union all select n + 1 from number where n < 5000)
    insert into chats (id, title, title_source, folder_id, created_at, updated_at, activity)
    select 'chat-' || n, 'Chat ' || n, 'user', 'work', n, n, n from number`)
    database.close()
    await app.start()
    const page = await app.openWindow()
    await expect(folder(page, 'Work')).toContainText('5,000')
    await folder(page, 'Work').focus()
    await page.keyboard.press('Delete')
    // Pressed while it is still going, it is this step that is meant.
    await undo(page)
    await expect(page.getByText('Undone', { exact: true })).toBeVisible()
    await expect(folder(page, 'Work')).toContainText('5,000')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(folder(page, 'Work')).toBeHidden()
    await expect(chat(page, 'Chat 5000')).toBeVisible()
    await undo(page)
    await expect(folder(page, 'Work')).toContainText('5,000')
  },
)

test('the trash keeps what was deleted, and drafts wait where they were begun', async ({ app }) => {
  const page = await app.openWindow()
  await write(page, 'Hello', 'Who are you?')
  await attach(page, [sample('red-circle.png')])
  await messageBox(page).fill('half a question')
  await chat(page, 'Hello').click()
  await expect(chat(page, 'Who are you?')).toContainText('Draft')
  await expect(messageBox(page)).toHaveValue('')

  await test.step('over a restart', async () => {
    await page.close()
    await app.stop()
    await app.start()
  })
  const next = await app.openWindow()
  await expect(chat(next, 'Who are you?')).toContainText('Draft')
  await chat(next, 'Who are you?').click()
  await expect(messageBox(next)).toHaveValue('half a question')
  await expect(attachments(next)).toHaveCount(1)
  // A draft may be there before its conversation, and answers nothing until then.
  await expect(sendButton(next)).toBeEnabled()
  await messageBox(next).press('Enter')
  await expect(replies(next)).toHaveCount(2)
  await chat(next, 'Hello').click()
  await expect(chat(next, 'Who are you?')).not.toContainText('Draft')

  await test.step('deleted, restored, deleted for good, in Chinese', async () => {
    await choose(next, /Language/, '简体中文')
    const list = next.getByRole('list', { name: '对话列表' }).getByRole('listitem')
    await list.getByRole('link', { name: 'Hello' }).focus()
    await next.keyboard.press('Delete')
    await expect(list).toHaveCount(1)
    await show(next, SHOWN, '回收站')
    const trash = next.getByRole('list', { name: '回收站' }).getByRole('listitem')
    await expect(trash).toContainText('还剩 30 天')
    await expectAccessible(next, 'the trash, in Chinese')
    await trash.getByRole('button', { name: '恢复“Hello”' }).click()
    await expect(trash).toHaveCount(0)
    await undo(next)
    await trash.getByRole('button', { name: '彻底删除“Hello”' }).click()
    await expect(trash).toHaveCount(0)
    // The notice before it may still be on its way out.
    await next.getByRole('button', { name: /^撤销：已彻底删除/ }).click()
    await expect(trash).toHaveCount(1)

    await show(next, SHOWN, '对话')
    await list.getByRole('link', { name: 'Who are you?' }).focus()
    await next.keyboard.press('Delete')
    await show(next, SHOWN, '回收站')
    await expect(trash).toHaveCount(2)
    await trash.getByRole('button', { name: /^Who are you/ }).click()
    await next.keyboard.press('Shift+ArrowDown')
    const bar = next.getByRole('group', { name: '选中的对话' })
    await expect(bar).toContainText('已选 2 个')
    await expectAccessible(next, 'chosen in the trash, in Chinese')
    await bar.getByRole('button', { name: '恢复' }).click()
    await expect(trash).toHaveCount(0)
    await undo(next)
    await expect(trash).toHaveCount(2)
    await trash.getByRole('button', { name: /^Hello/ }).focus()
    await next.keyboard.press('ControlOrMeta+a')
    await next.keyboard.press('Delete')
    await expect(trash).toHaveCount(0)
    await next.getByRole('button', { name: '撤销：已彻底删除 2 个对话' }).click()
    await expect(trash).toHaveCount(2)
    await next.getByRole('button', { name: '清空回收站' }).click()
    await expect(next.getByText('回收站是空的')).toBeVisible()
  })
})
