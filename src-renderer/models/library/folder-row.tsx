import { Download, Ellipsis, FolderMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ModelRoot } from '../../../src-main/contract/models.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from '../../ui/menu.tsx'
import { downloadInto, forgetFolder } from './library-actions.ts'

/** One folder: whose it is, what it holds and how much space is left around it. */
export function FolderRow({ root }: { root: ModelRoot }) {
  const { t } = useTranslation('library')
  const { id, kind, path, availability, isDefault, writable, freeBytes, models, bytes } = root
  const here = availability === 'here'
  const canBeDefault = writable && here && !isDefault
  const canBeForgotten = kind !== 'carat'
  const facts = [
    t(`kinds.${kind}`),
    t('folders.models', { count: models, bytes }),
    here && freeBytes !== null && t('folders.free', { freeBytes }),
    !writable && here && t('folders.readOnly'),
  ]
  return (
    <li className="flex items-center gap-3 py-2 ps-3 pe-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span dir="ltr" className="font-mono text-small wrap-anywhere select-text">
            {path}
          </span>
          {isDefault ? <Badge>{t('folders.default')}</Badge> : null}
        </p>
        <p className="text-small text-ink-muted tabular-nums">{joinFacts(facts)}</p>
        {here ? null : <p className="text-small text-ink-muted">{t('folders.missing')}</p>}
      </div>
      {canBeDefault || canBeForgotten ? (
        <MenuRoot>
          <MenuTrigger
            render={<IconButton label={t('folders.more', { path })} icon={Ellipsis} />}
          />
          <MenuPopup align="end">
            {canBeDefault ? (
              <MenuItem icon={Download} onClick={() => void downloadInto(id)}>
                {t('folders.makeDefault')}
              </MenuItem>
            ) : null}
            {canBeForgotten ? (
              <MenuItem icon={FolderMinus} onClick={() => void forgetFolder(id)}>
                {t('folders.forget')}
              </MenuItem>
            ) : null}
          </MenuPopup>
        </MenuRoot>
      ) : null}
    </li>
  )
}
