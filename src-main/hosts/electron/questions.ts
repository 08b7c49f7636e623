import type { FromServices, Question, ToServices } from './relay-messages.ts'

/** The services' side of questions to the main process. */
export interface Questions {
  /** @throws when the main process could not do it. */
  ask(question: Question): Promise<string | null>
  /** Takes an answer; false if the message is about something else. */
  receive(message: ToServices): boolean
}

/** @param tellMain sends to the main process. */
export function createQuestions(tellMain: (message: FromServices) => void): Questions {
  const waiting = new Map<number, PromiseWithResolvers<string | null>>()
  let lastId = 0
  return {
    ask(question) {
      const id = (lastId += 1)
      const answered = Promise.withResolvers<string | null>()
      waiting.set(id, answered)
      tellMain({ type: 'ask', id, question })
      return answered.promise
    },
    receive(message) {
      if (message.type !== 'answer') return false
      const answered = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.failed) answered?.reject(new Error(message.answer ?? 'no answer'))
      else answered?.resolve(message.answer)
      return true
    },
  }
}
