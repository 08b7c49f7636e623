import { Popover } from '@base-ui/react/popover'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergeSampling, type SamplingChoice } from '../../../src-main/contract/sampling.ts'
import { useAnswering } from '../../rpc/answering.ts'
import { Button } from '../../ui/button.tsx'
import { SamplingFields } from '../../ui/sampling-fields.tsx'

interface OtherSettingsProps {
  chatId: string
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: RefObject<HTMLElement | null>
  onRegenerate: (sampling: SamplingChoice) => void
}

/** Numbers for one more version of a reply; they hold for that one only. */
export function OtherSettings(props: OtherSettingsProps) {
  const { chatId, open, onOpenChange, anchor, onRegenerate } = props
  const { t } = useTranslation('presets')
  const { baseSampling, preset } = useAnswering(chatId)
  const [choice, setChoice] = useState<SamplingChoice>({})
  if (!baseSampling) return null
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align="start"
          sideOffset={4}
          className="z-40"
        >
          <Popover.Popup className="flex max-h-(--available-height) w-96 max-w-[calc(100vw-1rem)] flex-col rounded-card bg-raised text-ui text-ink shadow-overlay outline-hidden">
            <Popover.Title className="px-3 pt-3 pb-1 font-medium">{t('again.title')}</Popover.Title>
            <div className="min-h-0 overflow-y-auto px-3">
              <SamplingFields
                choice={choice}
                base={mergeSampling(baseSampling, baseSampling, preset.sampling)}
                resetLabel={t('sampling.resetChoices')}
                onChange={setChoice}
              />
            </div>
            <div className="flex justify-end border-t border-line p-2">
              <Button
                look="primary"
                onClick={() => {
                  onOpenChange(false)
                  onRegenerate(choice)
                }}
              >
                {t('again.start')}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
