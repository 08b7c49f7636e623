import type { ReactNode } from 'react'
import { useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../copy-button.tsx'
import { CodeFinished } from './code-finished.ts'
import type { ColouredLine } from './highlight.ts'
import { colourCode, knownColours } from './highlight.ts'
import { languageOf } from './languages.ts'

function useColours(code: string, name: string, finished: boolean) {
  const language = languageOf(name)
  const [coloured, setColoured] = useState<{ code: string; lines: readonly ColouredLine[] } | null>(
    null,
  )
  const known = language && finished ? knownColours(code, language) : null
  useEffect(() => {
    if (!language || !finished || known) return
    let shown = true
    void colourCode(code, language).then((lines) => {
      if (shown && lines) setColoured({ code, lines })
    })
    return () => {
      shown = false
    }
  }, [code, language, finished, known])
  return known ?? (coloured?.code === code ? coloured.lines : null)
}

const Line = ({ line }: { line: ColouredLine }): ReactNode =>
  line.map((piece) => (
    <span key={piece.offset} className="code-colour" style={piece.htmlStyle}>
      {piece.content}
    </span>
  ))

/** A block of code with its language, a copy button, and colours once it is finished. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const { t } = useTranslation('chat')
  const lines = useColours(code, language, useContext(CodeFinished))
  return (
    <figure dir="ltr" className="code-block group/code" aria-label={language || t('code.name')}>
      <figcaption className="flex h-8 items-center justify-between ps-3 pe-1 text-small text-ink-muted">
        <span>{language || t('code.name')}</span>
        <CopyButton text={code} label={t('code.copy')} />
      </figcaption>
      {/* A wide line scrolls, and the keyboard must be able to scroll it too. */}
      <pre tabIndex={0}>
        <code>
          {lines
            ? lines.map((line, index) => (
                <span key={index}>
                  <Line line={line} />
                  {'\n'}
                </span>
              ))
            : code}
        </code>
      </pre>
    </figure>
  )
}
