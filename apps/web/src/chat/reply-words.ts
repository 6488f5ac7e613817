import type { MessageView } from '@parley/api'
import type { Messages } from '../i18n/en.ts'

/** How a reply ended, when it did not simply end. Every reason has its sentence, or the dictionary does not compile. */
export function endingWords(
  { failure, status }: Pick<MessageView, 'failure' | 'status'>, t: Messages,
): string | undefined {
  if (failure) return t.chat.failures[failure]
  return status === 'stopped' ? t.chat.stopped : undefined
}
