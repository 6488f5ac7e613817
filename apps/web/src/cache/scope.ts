import type { QueryKey } from '@tanstack/vue-query'

const startPaths = ['auth.me', 'chat.list']
const chatPaths = ['chat.get', 'message.list']

/** Where a query is stored: `start` for what the first screen needs, a chat's id for the chat's, else nowhere. */
export function homeOf(key: QueryKey): string | undefined {
  const [path, args] = key
  if (!Array.isArray(path)) return undefined
  const name = path.join('.')
  if (startPaths.includes(name)) return 'start'
  if (!chatPaths.includes(name)) return undefined
  const input = typeof args === 'object' && args !== null && 'input' in args ? args.input : undefined
  if (typeof input !== 'object' || input === null) return undefined
  const id = 'chatId' in input ? input.chatId : 'id' in input ? input.id : undefined
  return typeof id === 'string' ? id : undefined
}

/** Of a list read page by page only the first page is stored: it is what a screen opens with. */
export function firstPageOnly(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('pages' in data) || !('pageParams' in data)) return data
  const { pages, pageParams } = data
  return Array.isArray(pages) && Array.isArray(pageParams)
    ? { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) }
    : data
}
