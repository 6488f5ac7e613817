import type { InjectionKey } from 'vue'
import { inject } from 'vue'

/** A question that waits for its chat to open. */
export interface PendingQuestion {
  text: string
  /** Send at once; otherwise it is put into the composer. */
  send: boolean
  /** Ask for the user's place and send it along. */
  withLocation?: boolean
}

/** Hands a question from the place where it was chosen to the chat screen that asks it. */
export interface PendingQuestions {
  put: (chatId: string, question: PendingQuestion) => void
  /** The question for a chat, once. */
  take: (chatId: string) => PendingQuestion | undefined
}

export function createPendingQuestions(): PendingQuestions {
  const waiting = new Map<string, PendingQuestion>()
  return {
    put: (chatId, question) => void waiting.set(chatId, question),
    take(chatId) {
      const question = waiting.get(chatId)
      waiting.delete(chatId)
      return question
    },
  }
}

export const pendingQuestionsKey: InjectionKey<PendingQuestions> = Symbol('pendingQuestions')

export function usePendingQuestions(): PendingQuestions {
  const questions = inject(pendingQuestionsKey)
  if (questions === undefined) throw new Error('No pending questions are provided')
  return questions
}
