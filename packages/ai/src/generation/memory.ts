import { readMemoryPage } from '@parley/db'
import type { RememberedMessage } from '@parley/db'
import type { ContextMessage, Summary } from '../context/message.ts'
import { estimateTokens } from '../context/tokens.ts'
import type { ModelContent } from '../model/port.ts'
import type { Core } from './core.ts'

/** What the model can know of a branch. */
export interface Memory {
  /** Oldest first, from the message that the summary covers last, or as far back as is of use. */
  messages: ContextMessage[]
  summary: Summary | null
}

const pageSize = 40
/** Past so many, or so many budgets of text, nothing older is read: the summary lags behind by no more. */
const mostMessages = 400
const mostBudgets = 3

/**
 * Reads a branch from `leafId` upwards, page by page, until it meets the newest summary on it, the message that the
 * memory starts after (`afterId`), or its bounds. So a turn costs the same however long the chat is. Nothing for null.
 */
export async function readMemory(
  { db, contextTokens }: Pick<Core, 'db' | 'contextTokens'>,
  { chatId, leafId, afterId }: { chatId: string, leafId: string | null, afterId: string | null },
): Promise<Memory> {
  const newestFirst: ContextMessage[] = []
  const done = (summary: Summary | null): Memory => ({ messages: newestFirst.reverse(), summary })
  let tokens = 0
  let fromId = leafId
  while (fromId !== null && newestFirst.length < mostMessages && tokens < contextTokens * mostBudgets) {
    const page = await readMemoryPage(db, { chatId, fromId, limit: pageSize })
    for (const message of page) {
      if (message.id === afterId) return done(null)
      newestFirst.push(toContextMessage(message))
      tokens += estimateTokens(message.text)
      if (message.summary !== null) return done({ text: message.summary, lastMessageId: message.id })
    }
    fromId = page.at(-1)?.parentId ?? null
  }
  return done(null)
}

function toContextMessage({ id, role, text, modelContents }: RememberedMessage): ContextMessage {
  return {
    id,
    role: role === 'user' ? 'user' : 'assistant',
    text,
    contents: modelContents as ModelContent[],
  }
}
