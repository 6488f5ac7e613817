import { readBranchWithContents } from '@parley/db'
import type { MessageRowWithContents } from '@parley/db'
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
/** The newest of all branches of a chat; older ones belong to branches that were left long ago. */
const mostSummaries = 200

/**
 * Reads a branch from `leafId` upwards, page by page, until it meets the newest summary on it, the message that the
 * memory starts after (`afterId`), or its bounds. So a turn costs the same however long the chat is.
 */
export async function readMemory(
  { db, contextTokens }: Pick<Core, 'db' | 'contextTokens'>,
  { chatId, leafId, afterId }: { chatId: string, leafId: string, afterId: string | null },
): Promise<Memory> {
  const summaries = await db.chatContext.findMany({
    where: { chatId },
    select: { id: true, coversMessageId: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: mostSummaries,
  })
  const covers = new Map(summaries.toReversed().map(({ id, coversMessageId }) => [coversMessageId, id]))
  const newestFirst: ContextMessage[] = []
  const done = (summary: Summary | null): Memory => ({ messages: newestFirst.reverse(), summary })
  let tokens = 0
  let fromId: string | null = leafId
  while (fromId !== null && newestFirst.length < mostMessages && tokens < contextTokens * mostBudgets) {
    const page = await readBranchWithContents(db, { chatId, fromId, limit: pageSize })
    for (const message of page) {
      if (message.id === afterId) return done(null)
      newestFirst.push(toContextMessage(message))
      tokens += estimateTokens(message.text)
      const summaryId = covers.get(message.id)
      if (summaryId !== undefined) return done(await readSummary(db, summaryId))
    }
    fromId = page.at(-1)?.parentId ?? null
  }
  return done(null)
}

async function readSummary(db: Core['db'], id: string): Promise<Summary | null> {
  const row = await db.chatContext.findUnique({ where: { id }, select: { summary: true, coversMessageId: true } })
  return row && { text: row.summary, lastMessageId: row.coversMessageId }
}

function toContextMessage({ id, role, text, modelContents }: MessageRowWithContents): ContextMessage {
  return {
    id,
    role: role === 'user' ? 'user' : 'assistant',
    text,
    contents: modelContents as unknown as ModelContent[],
  }
}
