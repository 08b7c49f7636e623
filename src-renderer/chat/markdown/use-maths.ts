import { useEffect, useState } from 'react'
import type { mathPlugins } from './math-plugins.ts'

type Maths = typeof mathPlugins

let loaded: Maths | null = null
let loading: Promise<Maths> | null = null

/** The letters of nearly every formula; one that came later would move what stands beside it. */
const fonts = ['KaTeX_Main', 'italic KaTeX_Math', 'KaTeX_Size1', 'KaTeX_Size2']

async function load(): Promise<Maths> {
  const { mathPlugins } = await import('./math-plugins.ts')
  const faces = fonts.map((font) => document.fonts?.load(font.replace(/KaTeX/, '16px $&')))
  await Promise.allSettled(faces)
  loaded = mathPlugins
  return mathPlugins
}

/** Loads what formulas need while there is time, so that the first one is drawn where it stays. */
export function prepareMaths(): void {
  loading ??= load()
}

/** The plugins for formulas once they are needed and loaded; null before. */
export function useMaths(needed: boolean) {
  const [maths, setMaths] = useState(loaded)
  useEffect(() => {
    if (!needed || maths) return
    let shown = true
    loading ??= load()
    void loading.then((plugins) => {
      if (shown) setMaths(plugins)
    })
    return () => {
      shown = false
    }
  }, [needed, maths])
  return needed ? (maths ?? loaded) : null
}
