import { Component, type ReactNode } from 'react'
import { i18n } from '../i18n/i18n.ts'
import { Button } from '../ui/button.tsx'

/** Shows words instead of an empty window when drawing it fails. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <main className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
        <h1 className="text-title font-semibold">{i18n.t('shell.crashTitle')}</h1>
        <p className="max-w-96 text-body text-balance text-ink-muted">
          {i18n.t('shell.crashText')}
        </p>
        <Button look="primary" onClick={() => window.location.reload()}>
          {i18n.t('shell.reload')}
        </Button>
      </main>
    )
  }
}
