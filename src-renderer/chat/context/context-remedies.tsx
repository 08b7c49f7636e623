import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContextRemedy } from '../../../src-main/contract/context.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { formatContext, formatFileSize } from '../../i18n/format.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { Button } from '../../ui/button.tsx'
import { applyRemedy, type RemedyTarget } from './apply-remedy.ts'

function wordsOf(t: TFunction<'chat'>, remedy: ContextRemedy, language: string): [string, string] {
  switch (remedy.kind) {
    case 'drop-oldest':
      return [
        t('context.remedy.drop', { count: remedy.messages }),
        t('context.remedy.frees', { count: remedy.freedTokens }),
      ]
    case 'summarise':
      return [
        t('context.remedy.summarise', { count: remedy.messages }),
        t('context.remedy.summariseHint'),
      ]
    case 'fewer-frames':
      return [t('context.remedy.frames', { count: remedy.frames }), t('context.remedy.framesHint')]
    case 'lower-detail':
      return [
        t('context.remedy.detail'),
        t('context.remedy.detailHint', { count: remedy.freedTokens }),
      ]
    case 'larger-context': {
      const bytes = formatFileSize(remedy.extraBytes, language)
      const hint = remedy.runsWell ? 'context.remedy.largerHint' : 'context.remedy.largerTight'
      return [
        t('context.remedy.larger', { size: formatContext(remedy.contextSize) }),
        t(hint, { bytes }),
      ]
    }
  }
}

interface Work {
  kind: ContextRemedy['kind']
  stop: AbortController
}

/** The ways to make room, each with what it costs; the one at work can be stopped. */
export function ContextRemedies({
  remedies,
  target,
}: {
  remedies: readonly ContextRemedy[]
  target: RemedyTarget
}) {
  const { t, i18n } = useTranslation('chat')
  const [work, setWork] = useState<Work | null>(null)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const running = useRef<Work | null>(null)
  useEffect(() => () => running.current?.stop.abort(), [])

  const apply = async (remedy: ContextRemedy) => {
    const mine = { kind: remedy.kind, stop: new AbortController() }
    running.current = mine
    setWork(mine)
    setFailure(null)
    try {
      await applyRemedy(remedy, target, mine.stop.signal)
    } catch (error) {
      if (!mine.stop.signal.aborted) setFailure(failureOf(error))
    }
    running.current = null
    setWork(null)
  }

  if (remedies.length === 0) return null
  return (
    <ul aria-label={t('context.remedy.list')} className="mt-2 flex flex-col gap-1">
      {remedies.map((remedy) => {
        const [words, hint] = wordsOf(t, remedy, i18n.language)
        const mine = work?.kind === remedy.kind
        return (
          <li key={remedy.kind} className="flex items-center gap-3">
            <span className="min-w-0 flex-1">
              {words}
              <span className="block text-small text-ink-muted">
                {mine ? t('context.remedy.working') : hint}
              </span>
            </span>
            {mine ? (
              <Button onClick={() => work.stop.abort()}>{t('composer.stop')}</Button>
            ) : (
              <Button
                aria-label={t('context.remedy.applyTo', { words })}
                disabled={work !== null}
                onClick={() => void apply(remedy)}
              >
                {t('context.remedy.apply')}
              </Button>
            )}
          </li>
        )
      })}
      {failure ? (
        <li role="alert" className="text-danger">
          {failureText(t, failure)}
        </li>
      ) : null}
    </ul>
  )
}
