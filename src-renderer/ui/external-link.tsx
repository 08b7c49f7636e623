import { ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface ExternalLinkProps {
  /** Absolute http or https address. */
  href: string
  children: ReactNode
}

/** A link out of Carat: it opens in the system's browser, or in another tab. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="rounded-small text-accent-ink underline decoration-line-strong underline-offset-2 wrap-anywhere hover:decoration-current"
      onClick={(event) => {
        if (!window.carat) return
        event.preventDefault()
        window.carat.openLink(href)
      }}
    >
      {children}
      <ArrowUpRight
        size={13}
        strokeWidth={1.75}
        aria-hidden
        className="ms-0.5 inline align-[-0.125em]"
      />
    </a>
  )
}
