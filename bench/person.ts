import type { PlainPage } from './plain-page.ts'

/** A picture as a page can make one of it. */
interface Picture {
  name: string
  type: string
  bytes: Buffer
}

const QUESTIONS = `document.querySelectorAll('article:not([aria-busy])')`
const REPLIES = `document.querySelectorAll('article[aria-busy]')`
const LAST_REPLY = `[...${REPLIES}].at(-1)`
const CHATS = `document.querySelectorAll('[role=list][aria-label=Conversations] a')`
const MESSAGE_BOX = `document.querySelector('textarea[aria-label=Message]')`
/** By the name it has for the eye or for a screen reader. */
const button = (name: string) =>
  `[...document.querySelectorAll('button')].find(
    ({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === ${JSON.stringify(name)})`

/** Somebody who uses Carat's window, one thing at a time, with mouse and keys. */
export function createPerson(page: PlainPage) {
  const finished = () => page.until('the end of a reply', `${LAST_REPLY}?.ariaBusy === 'false'`)

  /** Sends a message that no other is like; a change of conversation may still be on its way. */
  const send = async (text: string) => {
    await page.click(MESSAGE_BOX)
    await page.write(text)
    await page.click(button('Send'))
    const sent = `[...${QUESTIONS}].at(-1)?.textContent.includes(${JSON.stringify(text)})`
    await page.until('a message', `${sent} && ${LAST_REPLY}`)
  }

  const ask = async (text: string) => {
    await send(text)
    await finished()
  }

  return {
    ask,
    ready: () => page.until('the window', `${MESSAGE_BOX} && ${button('New chat')}`),
    startChat: async () => {
      await page.click(button('New chat'))
      await page.until('a new conversation', `${REPLIES}.length === 0`)
    },
    /** Drops a picture on the window. */
    attach: async ({ bytes, name, type }: Picture) => {
      const [data, about] = [JSON.stringify(bytes.toString('base64')), JSON.stringify({ type })]
      await page.evaluate(`{
        const dataTransfer = new DataTransfer()
        const bytes = Uint8Array.from(atob(${data}), (letter) => letter.charCodeAt(0))
        dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}, ${about}))
        for (const type of ['dragenter', 'dragover', 'drop'])
          document.querySelector('main').dispatchEvent(
            new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
          )
      }`)
      await page.until('a picture', button(`Enlarge ${name}`))
    },
    /** Opens a conversation, counted from the newest. */
    changeChat: async (place: number) => {
      const chat = `${CHATS}[${place} % ${CHATS}.length]`
      const hash = JSON.stringify(await page.evaluate(`${chat}.hash`))
      await page.click(chat)
      // The list and the conversation change at once, and then its messages come.
      const chosen = `[...${CHATS}].find(({ ariaCurrent }) => ariaCurrent === 'page')`
      await page.until('a conversation', `${chosen}?.hash === ${hash} && ${LAST_REPLY}`)
    },
    regenerate: async () => {
      // The versions are counted in it, so no other one has the same words.
      const before = JSON.stringify(await page.evaluate(`${LAST_REPLY}.textContent`))
      await page.click(`${LAST_REPLY}?.querySelector('button[aria-label=Regenerate]')`)
      await page.until(
        'another version',
        `${LAST_REPLY} && ${LAST_REPLY}.textContent !== ${before}`,
      )
      await finished()
    },
    /** Stops the answer at its first words; it may be over before. */
    askAndStop: async (text: string) => {
      await send(text)
      const begun = `${LAST_REPLY}.querySelector('.markdown') || ${LAST_REPLY}.ariaBusy === 'false'`
      await page.until('the first words', begun)
      await page.press('Escape')
      await finished()
    },
  }
}
