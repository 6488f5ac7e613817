import type { Messages } from '../i18n/en.ts'
import { duration } from '../i18n/format.ts'
import type { Failure } from './failure.ts'

/** What happened and what to do about it, in the user's language. */
export interface FailureWords {
  what: string
  todo: string
}

/** Every reason has its words: the compiler refuses a reason that this switch does not know. */
export function failureWords(failure: Failure, { errors: e }: Messages, locale: string): FailureWords {
  switch (failure.reason) {
    case 'NETWORK':
      return { what: e.network, todo: e.networkTodo }
    case 'INIT_DATA_MISSING':
      return { what: e.outside, todo: e.outsideTodo }
    case 'INIT_DATA_INVALID':
      return { what: e.initDataInvalid, todo: e.reopenTodo }
    case 'INIT_DATA_EXPIRED':
      return { what: e.initDataExpired, todo: e.reopenTodo }
    case 'NOT_FOUND':
      return { what: e.gone, todo: e.goneTodo }
    case 'INVALID_INPUT':
      return { what: e.invalidInput, todo: e.invalidInputTodo }
    case 'INVALID_OPERATION':
      return { what: e.invalidOperation, todo: e.invalidOperationTodo }
    case 'REPLY_RUNNING':
      return { what: e.replyRunning, todo: e.replyRunningTodo }
    case 'RATE_LIMITED':
      return { what: e.rateLimited, todo: e.retryIn(duration(failure.retryAfterMs, locale)) }
    case 'TOO_MANY_REPLIES':
      return { what: e.tooManyReplies, todo: e.replyRunningTodo }
    case 'BUDGET_SPENT':
      return { what: e.budgetSpent, todo: e.retryIn(duration(failure.retryAfterMs, locale)) }
    case 'SERVER_CLOSING':
      return { what: e.serverClosing, todo: e.retryTodo }
    case 'STORAGE':
      return { what: e.storage, todo: e.retryTodo }
    case 'INTERNAL':
      return { what: e.internal, todo: e.retryTodo }
  }
}
