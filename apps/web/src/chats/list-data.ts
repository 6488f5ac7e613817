import type { InfiniteData } from '@tanstack/vue-query'
import type { ChatView } from '@parley/api'

export interface ChatPage {
  items: ChatView[]
  nextCursor: string | null
}

export type ChatPages = InfiniteData<ChatPage, string | null>

/** All chats of the pages, once each: a chat that moved between two page loads can be in both. */
export function chatsOf(data: ChatPages | undefined): ChatView[] {
  const byId = new Map((data?.pages ?? []).flatMap(({ items }) => items).map((chat) => [chat.id, chat]))
  return [...byId.values()]
}

/** How long a name may be on its way after the first exchange, milliseconds; after a stopped reply none comes. */
const namingMs = 60_000

/** Whether more is to come of a chat without anybody's doing: the end of a reply, or a name after the first one. */
export function isAwaited({ running, title, activeLeafId, activeAt }: ChatView, now: number): boolean {
  return running || (title === null && activeLeafId !== null && now - activeAt.getTime() < namingMs)
}

/** The pages without a chat. */
export function withoutChat(data: ChatPages, id: string): ChatPages {
  return mapItems(data, (items) => items.filter((chat) => chat.id !== id))
}

/** The pages with a chat as it is now, at the place where the server's order puts it. */
export function withChat(data: ChatPages, chat: ChatView): ChatPages {
  const rest = withoutChat(data, chat.id)
  const target = rest.pages.findIndex(({ items }) => items.some((other) => comesBefore(chat, other)))
  const end = rest.pages.length - 1
  // Past the last chat that is loaded it belongs to a page that is not here yet.
  if (target < 0 && rest.pages[end]?.nextCursor !== null) return rest
  return {
    ...rest,
    pages: rest.pages.map((page, index) => {
      if (index !== (target < 0 ? end : target)) return page
      const at = page.items.findIndex((other) => comesBefore(chat, other))
      return { ...page, items: page.items.toSpliced(at < 0 ? page.items.length : at, 0, chat) }
    }),
  }
}

/** Pinned chats first, the one pinned last on top; then the others by their newest message. */
function comesBefore(chat: ChatView, other: ChatView): boolean {
  if (chat.pinned !== other.pinned) return chat.pinned
  return chat.pinned || chat.activeAt >= other.activeAt
}

/** The pages with some fields of a chat changed; its place follows when what orders it has changed. */
export function patchChat(data: ChatPages, id: string, patch: Partial<ChatView>): ChatPages {
  const chat = chatsOf(data).find((candidate) => candidate.id === id)
  if (chat === undefined) return data
  const moves = 'pinned' in patch || 'activeAt' in patch
  const next = { ...chat, ...patch }
  if (moves) return withChat(data, next)
  return mapItems(data, (items) => items.map((candidate) => candidate.id === id ? next : candidate))
}

function mapItems(data: ChatPages, change: (items: ChatView[]) => ChatView[]): ChatPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) }
}
