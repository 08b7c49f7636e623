import { Popover } from '@base-ui/react/popover'
import { GitFork } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffer } from '../../state/offers.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Conversation } from '../conversation/use-conversation.ts'
import { MapTree } from './map-tree.tsx'

/** Opens the map of a conversation that has more than one way through it. */
export function MapButton({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('chat')
  const [open, setOpen] = useState(false)
  const branched = conversation.versions.size > 0
  useOffer('map', branched ? () => setOpen(true) : null)
  if (!branched) return null
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={<IconButton label={t('map.open')} icon={GitFork} tooltipSide="bottom" />}
      />
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={4} className="z-40">
          <Popover.Popup
            initialFocus={false}
            className="max-h-(--available-height) max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card bg-raised p-1.5 text-ui text-ink shadow-overlay outline-hidden"
          >
            <Popover.Title className="px-2 pt-1 pb-1.5 font-medium">{t('map.name')}</Popover.Title>
            <MapTree conversation={conversation} onShown={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
