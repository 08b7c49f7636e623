import type { VisionServer } from './vision-server.ts'

/**
 * Which conversations a server still has in memory beside the one it holds. It takes such a one back
 * by itself when it is asked to go on with it, sooner than anything could come from disk.
 */
export interface RestingConversations {
  has(conversationId: string): boolean
  /** Another takes the server's place; `undefined` where what was there is overwritten. */
  leave(conversationId: string | undefined): void
  /** The server has answered in this one: only now is it known what became of the one before. */
  entered(conversationId: string | undefined): void
}

/** Believes only what the server says of itself; whoever is not known here comes from disk. */
export function createRestingConversations({
  rested,
}: Pick<VisionServer, 'rested'>): RestingConversations {
  const resting = new Set<string>()
  let left: string | undefined
  let before = rested()

  /** The server does not say whom it let go. */
  const forgetLost = () => {
    if (rested().lost > before.lost) resting.clear()
  }

  return {
    has: (conversationId) => {
      forgetLost()
      return resting.has(conversationId)
    },
    leave: (conversationId) => {
      left = conversationId
    },
    entered: (conversationId) => {
      forgetLost()
      const { kept, lost } = rested()
      if (left !== undefined && kept > before.kept && lost === before.lost) resting.add(left)
      if (conversationId !== undefined) resting.delete(conversationId)
      left = undefined
      before = { kept, lost }
    },
  }
}
