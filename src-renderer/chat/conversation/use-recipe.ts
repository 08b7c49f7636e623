import { useEffect, useState } from 'react'
import type { Recipe, RecipeChange } from '../../../src-main/contract/recipe.ts'
import { rpc } from '../../rpc/client.ts'

/** What a reply was made from, asked for while somebody wants to see it; null where nobody knows. */
export function useRecipe(replyId: string, wanted: boolean) {
  const [found, setFound] = useState<{ recipe: Recipe; changes: RecipeChange[] } | null>(null)
  useEffect(() => {
    if (!wanted) return
    const gone = new AbortController()
    rpc.chats
      .recipe({ replyId }, { signal: gone.signal })
      .then(setFound)
      // The details are complete without it.
      .catch(() => setFound(null))
    return () => gone.abort()
  }, [replyId, wanted])
  return found
}
