import type { TFunction } from 'i18next'
import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { TEXT_LIMIT } from '../../../src-main/contract/messages.ts'
import { classNames } from '../../ui/class-names.ts'
import { isComposing } from '../../ui/is-composing.ts'
import { TextArea } from '../../ui/text-area.tsx'
import { attachFiles, attachText } from '../media/attach-files.ts'
import { pastedFiles } from '../media/pasted-files.ts'
import { addProblems, writeText } from '../draft/draft-store.ts'
import { goToNextBlank } from './blanks.ts'
import { keyAction } from './key-action.ts'
import { PromptMenu } from './prompt-menu.tsx'
import { optionIdOf, usePromptMenu } from './use-prompt-menu.ts'

/** Longer texts get a box of fixed height: measuring them with every key would be felt. */
const MEASURED_LENGTH = 20_000

/**
 * A long text becomes an attachment: in the box each key would be felt, and browsers insert line by
 * line, which holds up the window for minutes with some ten thousand lines.
 */
function pasteLongText(
  event: ClipboardEvent<HTMLTextAreaElement>,
  draftKey: string,
  t: TFunction<'chat'>,
) {
  const pasted = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n')
  if (pasted.length <= MEASURED_LENGTH) return
  event.preventDefault()
  if (pasted.length <= TEXT_LIMIT) return attachText(draftKey, t('longText.pasted'), pasted)
  const name = t('longText.pasted')
  const reason = { code: 'textTooLong', limit: TEXT_LIMIT } as const
  addProblems(draftKey, [{ key: crypto.randomUUID(), name, reason }])
}

/** Tab alone, not one that chooses a word of an input method. */
const isPlainTab = (event: KeyboardEvent) =>
  event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !isComposing(event)

interface MessageBoxProps {
  ref: RefObject<HTMLTextAreaElement | null>
  draftKey: string
  text: string
  /** The message is on its way; its text must not change meanwhile. */
  locked: boolean
  onSend: () => void
  /** Stops the running reply; false if there is none. */
  onStop: () => boolean
  /** Goes back to the last message, to edit it; false if that cannot be. */
  onBack: () => boolean
}

/** The box for the words of a message: it grows with them up to a part of the window. */
export function MessageBox(props: MessageBoxProps) {
  const { ref, draftKey, text, locked, onSend, onStop, onBack } = props
  const { t } = useTranslation('chat')
  const menu = usePromptMenu(ref, draftKey, locked)
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (menu.press(event)) return
    const { nativeEvent } = event
    if (isPlainTab(event) && goToNextBlank(event.currentTarget, draftKey))
      return event.preventDefault()
    const action = keyAction(nativeEvent)
    if (action === 'send') {
      event.preventDefault()
      if (!nativeEvent.repeat) onSend()
    } else if (action === 'stop') {
      if (onStop()) event.preventDefault()
    } else if (action === 'back' && text === '' && onBack()) event.preventDefault()
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = pastedFiles(event.clipboardData, t('media.imagePasted'))
    if (files.length > 0) {
      event.preventDefault()
      attachFiles(draftKey, files)
    } else if (!locked) pasteLongText(event, draftKey, t)
  }
  return (
    <>
      <PromptMenu menu={menu} />
      <TextArea
        ref={ref}
        aria-label={t('composer.message')}
        placeholder={t('composer.placeholder')}
        rows={1}
        value={text}
        readOnly={locked}
        spellCheck={text.length < MEASURED_LENGTH}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={menu.open ? menu.listId : undefined}
        aria-activedescendant={menu.open ? optionIdOf(menu.listId, menu.active) : undefined}
        onChange={({ target }) => {
          writeText(draftKey, target.value)
          menu.look()
        }}
        onCompositionStart={() => menu.compose(true)}
        onCompositionEnd={() => menu.compose(false)}
        onSelect={menu.look}
        onBlur={menu.close}
        onKeyDown={press}
        onPaste={paste}
        className={classNames(
          'block max-h-[40vh] min-h-11 w-full resize-none overflow-y-auto bg-transparent px-3.5 pt-2.5 pb-1.5 text-reading outline-hidden',
          text.length < MEASURED_LENGTH ? 'field-sizing-content' : 'h-[40vh]',
        )}
      />
    </>
  )
}
