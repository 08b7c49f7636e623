import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../i18n/failure-text.ts'
import { failureOf } from '../../rpc/failure.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { addFolder } from './library-actions.ts'

/** A field for the path of a folder, where there is no native dialog. */
export function FolderPath({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  const id = useId()
  const [path, setPath] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  const add = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await addFolder(path.trim())
      onDone()
    } catch (error) {
      setProblem(failureText(app, failureOf(error)))
    }
  }

  return (
    <form className="mb-3" onSubmit={(event) => void add(event)}>
      <label htmlFor={id} className="text-small text-ink-muted">
        {t('folders.path')}
      </label>
      <div className="mt-1 flex flex-wrap gap-2">
        <TextInput
          id={id}
          dir="ltr"
          autoFocus
          value={path}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          className="flex-1 basis-64 font-mono"
          onChange={(event) => {
            setPath(event.target.value)
            setProblem(null)
          }}
        />
        <div className="flex gap-2">
          <Button type="submit" look="primary" disabled={path.trim() === ''}>
            {t('folders.addPath')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
        </div>
      </div>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-small wrap-anywhere text-danger">
          {problem}
        </p>
      ) : null}
    </form>
  )
}
