import { CircleCheck, LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openSettings } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { ExternalLink } from '../../ui/external-link.tsx'
import type { Access } from './access.ts'
import { FailureNote } from './failure-note.tsx'

/** What is left to do, by why the hub refuses. */
const steps = {
  'no-token': ['licence', 'token'],
  'bad-token': ['token'],
  licence: ['licence'],
  'licence-pending': [],
  'token-scope': ['token'],
} as const

function Step({
  number,
  children,
  action,
}: {
  number: number
  children: string
  action: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex min-w-0 flex-1 basis-64 items-center gap-x-3">
        <span
          aria-hidden
          className="inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-pressed text-small tabular-nums"
        >
          {number}
        </span>
        <span className="min-w-0">{children}</span>
      </span>
      <span className="max-sm:ms-8">{action}</span>
    </li>
  )
}

interface GateNoticeProps {
  access: Access
  pageUrl: string
  /** What starts by itself once there is access; null if nothing was asked for. */
  wanted: string | null
}

/**
 * Leads through what a publisher asks for before its files may be read: shown before anything
 * starts, and gone by itself when the hub lets Carat in.
 */
export function GateNotice({ access, pageUrl, wanted }: GateNoticeProps) {
  const { t } = useTranslation('discover')
  if (access.kind === 'granted')
    return (
      <p role="status" className="flex items-center gap-1.5 text-ui text-ink-muted">
        <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-success" />
        {t('gate.granted')}
      </p>
    )
  const reason = access.kind === 'refused' ? access.refusal.reason : null
  const toDo = reason ? steps[reason] : []
  return (
    <section
      id="gate"
      tabIndex={-1}
      aria-label={t('gate.title')}
      className="rounded-card border border-line bg-sunken px-4 py-3 outline-hidden"
    >
      <h3 className="flex items-center gap-1.5 text-body font-semibold">
        <LockKeyhole size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
        {t('gate.title')}
      </h3>
      <p className="mt-0.5 max-w-reading text-ui">{t('gate.lead')}</p>
      <div role="status" className="mt-2 flex flex-col gap-1 text-ui">
        {access.kind === 'checking' ? <p>{t('gate.checking')}</p> : null}
        {reason ? <p className="max-w-reading font-medium">{t(`gate.${reason}`)}</p> : null}
        {wanted ? <p>{t('gate.leadWanted', { name: wanted })}</p> : null}
      </div>
      {toDo.length > 0 ? (
        <ol className="mt-2 flex flex-col gap-2 text-ui">
          {toDo.map((step, place) => (
            <Step
              key={step}
              number={place + 1}
              action={
                step === 'licence' ? (
                  <ExternalLink href={pageUrl}>{t('gate.openPage')}</ExternalLink>
                ) : (
                  <Button onClick={() => openSettings('network')}>{t('gate.enterToken')}</Button>
                )
              }
            >
              {t(step === 'licence' ? 'gate.stepLicence' : 'gate.stepToken')}
            </Step>
          ))}
        </ol>
      ) : null}
      {access.kind === 'unknown' ? (
        <div className="mt-2">
          <FailureNote failure={access.failure} />
        </div>
      ) : null}
    </section>
  )
}
