import type { PageMessage } from '@parley/db'
import type { MessagePart, MessageView } from './message.ts'
import { toHead } from './view.ts'

export interface MessagePage {
  /** Newest first. */
  items: MessageView[]
  /** What asks for the page before this one; null at the start of the chat. */
  nextCursor: string | null
}

const rowsOf = new WeakMap<object, readonly PageMessage[]>()

/** A page of rows. Its messages are made when somebody looks at them; who only sends them on asks for `pageJson`. */
export function toPage(rows: readonly PageMessage[]): MessagePage {
  let items: MessageView[] | undefined
  const page = {
    get items() {
      return items ??= rows.map(toItem)
    },
    nextCursor: rows.at(-1)?.message.parentId ?? null,
  }
  rowsOf.set(page, rows)
  return page
}

/**
 * The JSON of what `toPage` gave, with the places of its instants in it, such as `items.0.createdAt`; null for all
 * else. What the database has as text already, parts above all, is neither parsed nor written anew.
 */
export function pageJson(page: object): { json: string, instants: string[] } | null {
  const rows = rowsOf.get(page)
  if (rows === undefined) return null
  const { nextCursor } = page as MessagePage
  return {
    json: `{"items":[${rows.map(writeItem).join()}],"nextCursor":${JSON.stringify(nextCursor)}}`,
    instants: rows.map((_, index) => `items.${index}.createdAt`),
  }
}

function toItem({ message, siblings }: PageMessage): MessageView {
  const parts = JSON.parse(message.parts) as MessagePart[]
  return { ...toHead(message, siblings), parts, createdAt: new Date(message.createdAt) }
}

function writeItem({ message, siblings }: PageMessage): string {
  const head = JSON.stringify(toHead(message, siblings)).slice(0, -1)
  return `${head},"parts":${message.parts},"createdAt":"${message.createdAt}"}`
}
