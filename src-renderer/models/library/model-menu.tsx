import {
  FolderInput,
  ListMinus,
  Pencil,
  ShieldCheck,
  SlidersHorizontal,
  Trash2,
  Wrench,
} from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { MenuItem, MenuLine, MenuPopup } from '../../ui/menu.tsx'
import { Submenu } from '../../ui/submenu.tsx'
import { deleteModel, repairModel, verifyModel } from './library-actions.ts'
import { MoveMenu } from './move-menu.tsx'
import { focusNeighbourOf } from './row-focus.ts'

interface ModelMenuProps {
  model: Model
  roots: readonly ModelRoot[]
  onRename: () => void
  onOptions: () => void
}

/** The less frequent things to do with a model. */
export function ModelMenu({ model, roots, onRename, onOptions }: ModelMenuProps) {
  const { t } = useTranslation('library')
  const chosen = useRef<'field' | 'delete' | null>(null)
  const away = model.availability === 'missing'
  const busy = model.task !== null
  const damaged = model.files.some(({ check }) => check.state === 'damaged')

  // The focus goes back to the button, into what was opened, or to a neighbour if the row goes.
  const finalFocus = () => {
    const choice = chosen.current
    chosen.current = null
    if (choice === 'field') return false
    return choice === 'delete' ? focusNeighbourOf(model.id) : true
  }

  return (
    <MenuPopup align="end" finalFocus={finalFocus}>
      <MenuItem icon={SlidersHorizontal} disabled={away} onClick={onOptions}>
        {t('menu.options')}
      </MenuItem>
      <MenuItem
        icon={Pencil}
        shortcut="F2"
        onClick={() => {
          chosen.current = 'field'
          onRename()
        }}
      >
        {t('menu.rename')}
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={ShieldCheck}
        disabled={away || busy}
        onClick={() => void verifyModel(model.id)}
      >
        {t('menu.verify')}
      </MenuItem>
      {damaged && model.source && model.owned ? (
        <MenuItem icon={Wrench} disabled={away || busy} onClick={() => void repairModel(model.id)}>
          {t('menu.repair')}
        </MenuItem>
      ) : null}
      {model.owned && !model.demo && !away ? (
        <Submenu icon={FolderInput} label={t('menu.move')}>
          <MoveMenu model={model} roots={roots} />
        </Submenu>
      ) : null}
      {model.demo ? null : (
        <>
          <MenuLine />
          <MenuItem
            icon={model.owned ? Trash2 : ListMinus}
            danger={model.owned}
            onClick={() => {
              chosen.current = 'delete'
              void deleteModel(model)
            }}
          >
            {t(model.owned ? 'menu.delete' : 'menu.forget')}
          </MenuItem>
        </>
      )}
    </MenuPopup>
  )
}
