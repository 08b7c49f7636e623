import { useEffect, useState } from 'react'
import type { mathPlugins } from './math-plugins.ts'

let loaded: typeof mathPlugins | null = null

/** The plugins for formulas once they are needed and loaded; null before. */
export function useMaths(needed: boolean) {
  const [maths, setMaths] = useState(loaded)
  useEffect(() => {
    if (!needed || maths) return
    let shown = true
    void import('./math-plugins.ts').then((module) => {
      loaded = module.mathPlugins
      if (shown) setMaths(loaded)
    })
    return () => {
      shown = false
    }
  }, [needed, maths])
  return needed ? maths : null
}
