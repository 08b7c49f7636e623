// First of all, see there.
import './app/no-eval.ts'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { applyStoredAppearance } from './app/appearance.ts'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { ReadingDirection } from './app/reading-direction.tsx'
import './app/theme.css'
import './app/title-bar.css'
import { TooltipProvider } from './ui/tooltip.tsx'

applyStoredAppearance()
if (window.carat?.platform === 'darwin') document.documentElement.dataset['titleBar'] = 'inset'

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <CSPProvider disableStyleElements>
          <ReadingDirection>
            <TooltipProvider delay={500}>
              <App />
            </TooltipProvider>
          </ReadingDirection>
        </CSPProvider>
      </ErrorBoundary>
    </StrictMode>,
  )
