import { Popover } from '@base-ui/react/popover'
import type { TFunction } from 'i18next'
import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message, ReplyStats } from '../../../src-main/contract/messages.ts'
import { formatPercent } from '../../i18n/format.ts'
import { IconButton } from '../../ui/icon-button.tsx'

const seconds = (milliseconds: number, language: string) =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    maximumFractionDigits: milliseconds < 10_000 ? 2 : 0,
  }).format(milliseconds / 1000)

const engineNames: Record<ReplyStats['engine'], string> = {
  text: 'node-llama-cpp',
  vision: 'llama.cpp server',
}

const row = (name: string, value: string): [string, string] => [name, value]

const speedOf = (t: TFunction<'chat'>, tokensPerSecond: number | null) =>
  tokensPerSecond === null
    ? t('details.notMeasured')
    : t('details.tokensPerSecond', { count: tokensPerSecond })

function rowsOf(t: TFunction<'chat'>, stats: ReplyStats, language: string): [string, string][] {
  const { promptTokens, reusedTokens, restoredTokens = 0, pictures = 0 } = stats
  const reused = promptTokens > 0 ? reusedTokens / promptTokens : 0
  return [
    [t('details.engine'), engineNames[stats.engine]],
    [t('details.device'), stats.device],
    [t('details.firstToken'), seconds(stats.timeToFirstTokenMs, language)],
    [t('details.promptSpeed'), speedOf(t, stats.promptTokensPerSecond)],
    [t('details.speed'), speedOf(t, stats.outputTokensPerSecond)],
    [t('details.output'), t('details.tokens', { count: stats.outputTokens })],
    [t('details.prompt'), t('details.tokens', { count: promptTokens })],
    [t('details.reused'), formatPercent(reused, language)],
    ...(restoredTokens > 0
      ? [row(t('details.restored'), t('details.tokens', { count: restoredTokens }))]
      : []),
    ...(pictures > 0
      ? [
          row(
            t('details.encoded'),
            t('details.encodedOf', { encoded: stats.encodedPictures ?? 0, pictures }),
          ),
          row(t('details.encodeTime'), seconds(stats.encodeMs ?? 0, language)),
        ]
      : []),
  ]
}

/** A button that shows which model wrote a reply and what was measured meanwhile. */
export function ReplyDetails({ message }: { message: Message }) {
  const { t, i18n } = useTranslation('chat')
  const { modelName, stats } = message
  if (!modelName && !stats) return null
  const rows: [string, string][] = [
    ...(modelName ? [[t('details.model'), modelName] as [string, string]] : []),
    ...(stats ? rowsOf(t, stats, i18n.language) : []),
  ]
  return (
    <Popover.Root>
      <Popover.Trigger
        render={<IconButton label={t('details.open')} icon={Info} className="size-7!" />}
      />
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={4} className="z-40">
          <Popover.Popup className="rounded-card bg-raised p-3 text-ui text-ink shadow-overlay outline-hidden">
            <Popover.Title className="mb-2 font-medium">{t('details.title')}</Popover.Title>
            <dl className="grid grid-cols-[auto_auto] gap-x-6 gap-y-1">
              {rows.map(([name, value]) => (
                <div key={name} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-ink-muted">{name}</dt>
                  <dd className="text-end tabular-nums">{value}</dd>
                </div>
              ))}
            </dl>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
