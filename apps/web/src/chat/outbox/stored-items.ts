import type { OutboxItem } from './item.ts'

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const isString = (value: unknown): value is string => typeof value === 'string'

function isItem(value: unknown): value is OutboxItem {
  if (typeof value !== 'object' || value === null) return false
  const { chatId, id, replyId, text, parentId, createdAt } = value as Record<string, unknown>
  return [chatId, id, replyId, text].every(isString) && (parentId === null || isString(parentId)) && typeof createdAt === 'number'
}

/** What is kept over a reload; nothing when the storage is closed or holds something else. */
export function readItems(storage: Place, key: string): OutboxItem[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isItem) : []
  } catch {
    return []
  }
}

/** False when it could not be kept (storage full or closed): then a reload would lose it. */
export function writeItems(storage: Place, key: string, items: readonly OutboxItem[]): boolean {
  try {
    if (items.length === 0) storage.removeItem(key)
    else storage.setItem(key, JSON.stringify(items))
    return true
  } catch {
    return false
  }
}
