import { Ellipsis, Power } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuRoot, MenuTrigger } from '../../ui/menu.tsx'
import { answerWithModel, loadModel, unloadModel } from './library-actions.ts'
import { ModelMenu } from './model-menu.tsx'

interface ModelActionsProps {
  model: Model
  roots: readonly ModelRoot[]
  onRename: () => void
  onOptions: () => void
}

/** What can be done with a model: use it, bring it into memory or free it, and a menu of the rest. */
export function ModelActions({ model, roots, onRename, onOptions }: ModelActionsProps) {
  const { t } = useTranslation('library')
  const { id, name, state } = model
  const away = model.availability === 'missing'
  const inMemory = state.kind === 'ready' || state.kind === 'loading'
  return (
    <div className="flex shrink-0 items-center gap-1">
      <Button
        disabled={away}
        aria-label={t('useNamed', { name })}
        onClick={() => void answerWithModel(id)}
      >
        {t('use')}
      </Button>
      <IconButton
        label={inMemory ? t('unload') : t('load')}
        icon={Power}
        className={inMemory ? 'text-success!' : ''}
        disabled={away}
        onClick={() => void (inMemory ? unloadModel(id) : loadModel(id))}
      />
      <MenuRoot>
        <MenuTrigger render={<IconButton label={t('menu.more', { name })} icon={Ellipsis} />} />
        <ModelMenu model={model} roots={roots} onRename={onRename} onOptions={onOptions} />
      </MenuRoot>
    </div>
  )
}
