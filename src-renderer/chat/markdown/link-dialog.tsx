import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { copyText } from '../copy-text.ts'
import { closeLinkPrompt, useLinkPrompt } from './link-prompt.ts'
import { openLink } from './open-link.ts'
import { safeLink } from './safe-link.ts'

/** The address in three pieces, so that the name of the host stands out. */
function addressPieces(url: URL): [before: string, host: string, after: string] {
  if (url.protocol === 'mailto:') return ['mailto:', url.pathname, url.search]
  const at = url.protocol.length + 2
  return [url.href.slice(0, at), url.host, url.href.slice(at + url.host.length)]
}

/** Says where a link leads, and asks: what a model writes is not to be trusted blindly. */
export const LinkDialog = memo(function LinkDialog() {
  const { t } = useTranslation('chat')
  const { address } = useLinkPrompt()
  const url = safeLink(address)
  const [before, host, after] = url ? addressPieces(url) : ['', '', '']
  const open = () => {
    if (url) openLink(url)
    closeLinkPrompt()
  }
  return (
    <Dialog
      open={url !== null}
      onOpenChange={(shown) => {
        if (!shown) closeLinkPrompt()
      }}
      title={t('link.title')}
      closeLabel={t('close')}
    >
      <div className="flex flex-col gap-3 p-4 text-body">
        <p className="text-ink-muted">{t('link.leaves')}</p>
        <p
          dir="ltr"
          className="max-h-40 overflow-y-auto rounded-control bg-sunken p-3 font-mono text-ui break-all text-ink-muted"
        >
          {before}
          <strong className="font-semibold text-ink">{host}</strong>
          {after}
        </p>
        {host.includes('xn--') ? <p className="text-danger">{t('link.punycode')}</p> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => void copyText(url?.href ?? '').then(closeLinkPrompt)}>
            {t('copy')}
          </Button>
          <Button look="primary" onClick={open}>
            {t('link.open')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
})
