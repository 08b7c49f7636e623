import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../i18n/failure-text.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { runOffer } from '../../state/offers.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'

interface EditBoxProps {
  label: string
  text: string
  /** What the button that keeps the text says. */
  saveLabel: string
  /** Enter alone saves, as it sends in the composer; otherwise Ctrl+Enter or Command+Enter does. */
  enterSaves: boolean
  /** What a second button says that saves and does something more. */
  alsoLabel?: string | undefined
  /** Rejects with the services' failure; `requestId` stays the same until it was acknowledged. */
  onSave: (text: string, requestId: string, also: boolean) => Promise<unknown>
  onClose: () => void
  /** What takes the focus afterwards, if what had it before is gone. */
  returnTo: () => HTMLElement | null
}

/** Gives the focus back when the box goes, and else to where one writes. */
function useReturn(box: RefObject<HTMLElement | null>, returnTo: () => HTMLElement | null) {
  const [before] = useState(() => document.activeElement)
  // The first is kept: another one with each drawing must not take the focus from who writes.
  const [findTarget] = useState(() => returnTo)
  useEffect(() => {
    const area = box.current
    return () => {
      const { activeElement, body } = document
      if (activeElement !== area && activeElement !== body) return
      for (const target of [before, findTarget()])
        if (target instanceof HTMLElement && target.isConnected && target !== body) {
          target.focus()
          if (document.activeElement === target) return
        }
      runOffer('focus-message')
    }
  }, [before, box, findTarget])
}

/** A text in place of what it will stand beside; Escape leaves everything as it was. */
export function EditBox(props: EditBoxProps) {
  const { label, text: before, saveLabel, enterSaves, alsoLabel, onSave, onClose } = props
  const { returnTo } = props
  const { t } = useTranslation('chat')
  const [text, setText] = useState(before)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const [saving, setSaving] = useState(false)
  const requestId = useRef<string>(undefined)
  const box = useRef<HTMLTextAreaElement>(null)
  useReturn(box, returnTo)
  useEffect(() => {
    const area = box.current
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])

  const save = async (also = false) => {
    const words = text.trim()
    if (words === '' || saving) return
    requestId.current ??= crypto.randomUUID()
    setSaving(true)
    setFailure(null)
    try {
      await onSave(words, requestId.current, also)
      onClose()
    } catch (error) {
      setFailure(failureOf(error))
      setSaving(false)
    }
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    const wanted = event.ctrlKey || event.metaKey || (enterSaves && !event.shiftKey)
    if (event.key !== 'Enter' || !wanted) return
    event.preventDefault()
    void save()
  }
  return (
    <div className="w-full rounded-card border border-line-strong bg-canvas p-2 focus-within:border-focus">
      <TextArea
        ref={box}
        aria-label={label}
        value={text}
        readOnly={saving}
        onChange={(event) => {
          requestId.current = undefined
          setText(event.target.value)
        }}
        onKeyDown={press}
        className="block field-sizing-content max-h-[50vh] min-h-11 w-full resize-none overflow-y-auto bg-transparent px-1.5 text-reading outline-hidden"
      />
      <div className="mt-2 flex flex-wrap items-center justify-end gap-2">
        {failure ? (
          <p role="alert" className="min-w-0 flex-1 basis-60 text-ui text-danger">
            {failureText(t, failure)}
          </p>
        ) : null}
        <Button look="quiet" onClick={onClose}>
          {t('edit.cancel')}
        </Button>
        {alsoLabel === undefined ? null : (
          <Button disabled={saving || text.trim() === ''} onClick={() => void save(true)}>
            {alsoLabel}
          </Button>
        )}
        <Button look="primary" disabled={saving || text.trim() === ''} onClick={() => void save()}>
          {saveLabel}
        </Button>
      </div>
    </div>
  )
}
