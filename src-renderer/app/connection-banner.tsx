import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../rpc/connection.ts'

/** A connection that comes back within this time is not worth a word. */
const PATIENCE_MS = 800

function LateMessage() {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <p className="mx-auto w-fit rounded-control bg-raised px-3 py-1.5 text-ui shadow-overlay">
      {t('shell.connectionLost')}
    </p>
  )
}

/** Says calmly that the services are away. It lies over the page, so nothing moves. */
export function ConnectionBanner() {
  const lost = useConnection(({ state }) => state === 'lost')
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-20 px-4">
      {lost ? <LateMessage /> : null}
    </div>
  )
}
