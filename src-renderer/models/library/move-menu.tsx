import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { MenuItem } from '../../ui/menu.tsx'
import { MenuNote } from '../../ui/submenu.tsx'
import { moveModel } from './library-actions.ts'

/** The folders a model can go to, with the space that is free there. */
export function MoveMenu({ model, roots }: { model: Model; roots: readonly ModelRoot[] }) {
  const { t } = useTranslation('library')
  const others = roots.filter(
    ({ id, writable, availability }) => writable && availability === 'here' && id !== model.rootId,
  )
  if (others.length === 0) return <MenuNote>{t('move.none')}</MenuNote>
  return others.map(({ id, path, freeBytes }) => {
    const tooSmall = freeBytes !== null && freeBytes < model.bytes
    return (
      <MenuItem
        key={id}
        tall
        disabled={tooSmall || model.task !== null}
        onClick={() => void moveModel(model.id, id)}
      >
        <span dir="ltr" className="block text-match-parent wrap-anywhere">
          {path}
        </span>
        <span className="block text-small text-ink-muted">
          {freeBytes === null
            ? t('folders.freeUnknown')
            : t(tooSmall ? 'move.tooSmall' : 'folders.free', { freeBytes, bytes: model.bytes })}
        </span>
      </MenuItem>
    )
  })
}
