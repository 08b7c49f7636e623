import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../rpc/connection.ts'

/** A connection that comes back within this time is not worth a word. */
const PATIENCE_MS = 800

/** Says calmly that the services are away. It lies over the page, so nothing moves. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const lost = useConnection(({ state }) => state === 'lost')
  const [shown, setShown] = useState(false)

  useEffect(() => {
    if (!lost) return setShown(false)
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [lost])

  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-30 px-4">
      {shown ? (
        <p className="mx-auto w-fit rounded-control bg-raised px-3 py-1.5 text-ui shadow-overlay">
          {t('shell.connectionLost')}
        </p>
      ) : null}
    </div>
  )
}
