import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../i18n/failure-text.ts'
import { failureOf } from '../../rpc/failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { closePathDialog, importPath, useUnknownPaths } from './import-models.ts'

function PathForm({ name }: { name: string }) {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  const id = useId()
  const [path, setPath] = useState(name)
  const [adding, setAdding] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const add = async (event: FormEvent) => {
    event.preventDefault()
    setAdding(true)
    try {
      await importPath(path.trim())
      closePathDialog()
    } catch (error) {
      setProblem(failureText(app, failureOf(error)))
      setAdding(false)
    }
  }

  return (
    <form className="flex flex-col gap-3 px-4 py-4" onSubmit={(event) => void add(event)}>
      <p className="text-ui text-ink-muted">{t(name ? 'import.browserDrop' : 'import.browser')}</p>
      <div>
        <label htmlFor={id} className="text-ui">
          {t('import.path')}
        </label>
        <TextInput
          id={id}
          dir="ltr"
          autoFocus
          value={path}
          placeholder={t('import.example')}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          className="mt-1 w-full font-mono"
          // The folder is what is missing, and it stands in front of the name.
          onFocus={(event) => event.currentTarget.setSelectionRange(0, 0)}
          onChange={(event) => {
            setPath(event.target.value)
            setProblem(null)
          }}
        />
        {problem ? (
          <p
            id={`${id}-problem`}
            role="alert"
            className="mt-1 text-small wrap-anywhere text-danger"
          >
            {problem}
          </p>
        ) : null}
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={closePathDialog}>{t('cancel')}</Button>
        <Button type="submit" look="primary" disabled={adding || path.trim() === ''}>
          {t(adding ? 'import.adding' : 'import.addPath')}
        </Button>
      </div>
    </form>
  )
}

/** Asks where a model's file lies, since a page in a browser is not told. */
export function PathDialog() {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  const next = useUnknownPaths((state) => state.names[0])
  // Kept while the dialog fades out.
  const [shown, setShown] = useState('')
  if (next !== undefined && next !== shown) setShown(next)
  return (
    <Dialog
      open={next !== undefined}
      onOpenChange={(open) => {
        if (!open) closePathDialog()
      }}
      title={t('import.title')}
      closeLabel={app('shell.close')}
    >
      <PathForm key={shown} name={shown} />
    </Dialog>
  )
}
