import { Popover } from '@base-ui/react/popover'
import type { TFunction } from 'i18next'
import { Info } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message, ReplyStats } from '../../../src-main/contract/messages.ts'
import { formatPercent } from '../../i18n/format.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { recipeRows } from './recipe-rows.tsx'
import { RepeatGroup } from './repeat-group.tsx'
import { useRecipe } from './use-recipe.ts'

/** Hundredths tell something of short times only. */
const secondsOf = (t: TFunction<'chat'>, milliseconds: number) =>
  t('details.seconds', {
    seconds: milliseconds < 10_000 ? milliseconds / 1000 : Math.round(milliseconds / 1000),
  })

const engineNames: Record<ReplyStats['engine'], string> = {
  text: 'node-llama-cpp',
  vision: 'llama.cpp server',
}

/** A name and its value. */
export type DetailRow = [string, string]

const row = (name: string, value: string): DetailRow => [name, value]

const speedOf = (t: TFunction<'chat'>, tokensPerSecond: number | null) =>
  tokensPerSecond === null
    ? t('details.notMeasured')
    : t('details.tokensPerSecond', { count: tokensPerSecond })

function rowsOf(t: TFunction<'chat'>, stats: ReplyStats, language: string): DetailRow[] {
  const { aheadTokens = 0, pictures = 0, promptTokens, restoredTokens = 0, reusedTokens } = stats
  const reused = promptTokens > 0 ? reusedTokens / promptTokens : 0
  return [
    [t('details.engine'), engineNames[stats.engine]],
    [t('details.device'), stats.device],
    [t('details.firstToken'), secondsOf(t, stats.timeToFirstTokenMs)],
    [t('details.promptSpeed'), speedOf(t, stats.promptTokensPerSecond)],
    [t('details.speed'), speedOf(t, stats.outputTokensPerSecond)],
    [t('details.output'), t('details.tokens', { count: stats.outputTokens })],
    [t('details.prompt'), t('details.tokens', { count: promptTokens })],
    [t('details.reused'), formatPercent(reused, language)],
    ...(restoredTokens > 0
      ? [row(t('details.restored'), t('details.tokens', { count: restoredTokens }))]
      : []),
    ...(aheadTokens > 0
      ? [row(t('details.ahead'), t('details.tokens', { count: aheadTokens }))]
      : []),
    ...(pictures > 0
      ? [
          row(
            t('details.encoded'),
            t('details.encodedOf', { encoded: stats.encodedPictures ?? 0, pictures }),
          ),
          row(t('details.encodeTime'), secondsOf(t, stats.encodeMs ?? 0)),
        ]
      : []),
  ]
}

interface ReplyDetailsProps {
  message: Message
  /** A reply is being written. */
  busy: boolean
}

/** A button that shows what a reply was made from and what was measured meanwhile. */
export function ReplyDetails({ message, busy }: ReplyDetailsProps) {
  const { t, i18n } = useTranslation('chat')
  const { t: presets } = useTranslation('presets')
  const [open, setOpen] = useState(false)
  const made = useRecipe(message.id, open)
  const { failure, modelName, stats } = message
  if (!modelName && !stats) return null
  const rows: DetailRow[] = [
    ...(modelName ? [row(t('details.model'), modelName)] : []),
    ...(failure?.code === 'ENGINE_CRASHED' ? [row(t('details.engineEnd'), failure.data.exit)] : []),
    ...(stats ? rowsOf(t, stats, i18n.language) : []),
    ...(made ? recipeRows(presets, made.recipe) : []),
  ]
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        render={<IconButton label={t('details.open')} icon={Info} className="size-7!" />}
      />
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={4} className="z-40">
          <Popover.Popup className="max-h-(--available-height) w-108 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card bg-raised p-3 text-ui text-ink shadow-overlay outline-hidden">
            <Popover.Title className="mb-2 font-medium">{t('details.title')}</Popover.Title>
            <dl className="grid grid-cols-[auto_minmax(45%,1fr)] gap-x-6 gap-y-1">
              {rows.map(([name, value]) => (
                <div key={name} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-ink-muted">{name}</dt>
                  <dd
                    title={value}
                    className="line-clamp-4 text-end break-keep wrap-anywhere tabular-nums"
                  >
                    {value}
                  </dd>
                </div>
              ))}
            </dl>
            {made?.recipe.instructions ? (
              <details className="mt-2">
                <summary className="text-ink-muted">{presets('recipe.instructions')}</summary>
                <p
                  dir="auto"
                  className="mt-1 max-h-40 overflow-y-auto wrap-anywhere whitespace-pre-wrap"
                >
                  {made.recipe.instructions}
                </p>
              </details>
            ) : null}
            {made ? (
              <RepeatGroup
                replyId={message.id}
                changes={made.changes}
                busy={busy}
                onBegun={() => setOpen(false)}
              />
            ) : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
