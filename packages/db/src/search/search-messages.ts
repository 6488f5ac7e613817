import type { Database } from '../database.ts'
import { isBusyOrFull, isUniqueViolation } from '../error-codes.ts'
import { engineOf } from './engine.ts'
import { indexMessages } from './index-messages.ts'
import { snippetOf } from './snippet.ts'
import type { Snippet } from './snippet.ts'
import { termsOf } from './terms.ts'
import { wantedTokens } from './tokens.ts'

export interface SearchInput {
  userId: bigint
  /** What the user typed. It has no syntax: every word is looked for, as it is, from the start of a word. */
  text: string
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined
  limit: number
}

/** A message in which every word was found. */
export interface FoundMessage {
  id: string
  chatId: string
  role: string
  createdAt: Date
  chatTitle: string | null
  snippet: Snippet
}

export interface FoundMessages {
  items: FoundMessage[]
  nextCursor: string | null
}

/** The index is asked so often at most; after that a page may be short, and its cursor goes on from there. */
const mostRounds = 10

/** Later than any message: PostgreSQL's largest bigint. */
const end = 2n ** 63n - 1n

/**
 * The user's messages that contain every word of `text`, newest first, those of deleted chats aside. Case, accents and
 * variants of letters make no difference. Nothing is found for a text without letters and digits. Running replies are
 * found once they have ended.
 */
export async function searchMessages(db: Database, input: SearchInput): Promise<FoundMessages> {
  const { userId, text, cursor, limit } = input
  const terms = termsOf(text)
  if (terms.length === 0 || limit < 1) return { items: [], nextCursor: null }
  await catchUp(db, userId)

  const items: FoundMessage[] = []
  const wanted = terms.flatMap(wantedTokens)
  let before = placeOf(cursor)
  for (let round = 0; round < mostRounds; round += 1) {
    // The index knows which tokens a message has, not in what order: the text itself decides.
    const candidates = await engineOf(db).find(db, { userId, wanted, before, limit: limit + 1 })
    const messages = await readMessages(db, candidates.map(({ messageId }) => messageId))
    for (const { place, messageId } of candidates) {
      const message = messages.get(messageId)
      const snippet = message && snippetOf(message.text, terms)
      if (message && snippet) {
        if (items.length === limit) return { items, nextCursor: String(before) }
        const { id, chatId, role, createdAt, chat: { title: chatTitle } } = message
        items.push({ id, chatId, role, createdAt, chatTitle, snippet })
      }
      before = BigInt(place)
    }
    if (candidates.length <= limit) return { items, nextCursor: null }
  }
  return { items, nextCursor: String(before) }
}

/** A cursor that no page gave begins anew. */
function placeOf(cursor: string | undefined): bigint {
  return /^\d{1,18}$|^[1-8]\d{18}$/.test(cursor ?? '') ? BigInt(cursor ?? '') : end
}

/** A database that cannot be written now can still be searched. A unique violation: another server was at it. */
async function catchUp(db: Database, userId: bigint): Promise<void> {
  try {
    await indexMessages(db, { userId, limit: Infinity })
  } catch (error) {
    if (!isBusyOrFull(error) && !isUniqueViolation(error)) throw error
  }
}

async function readMessages(db: Database, ids: string[]) {
  const messages = await db.message.findMany({
    where: { id: { in: ids } },
    select: { id: true, chatId: true, role: true, text: true, createdAt: true, chat: { select: { title: true } } },
  })
  return new Map(messages.map((message) => [message.id, message]))
}
