import type { MessageView } from '@parley/api'
import type { LiveChat } from './live.ts'
import { newer } from './reducer.ts'

/** The branch that is shown, oldest first: the pages' rows with what the events told laid over them. */
export function shownBranch(rows: readonly MessageView[], live: LiveChat): MessageView[] {
  const { length, told, whole } = follow(rows, live)
  const known = rows.map((row) => newer(live.messages[row.id], row))
  return [...whole ? known.slice(0, length) : known, ...told]
}

/** Whether the server has told of something that only a new read of the pages can show. */
export function isStale(rows: readonly MessageView[], live: LiveChat): boolean {
  if (!follow(rows, live).whole) return true
  const { runningId } = live
  return runningId !== undefined
    && shownBranch(rows, live).some(({ id, status }) => status === 'running' && id !== runningId)
}

interface Way {
  length: number
  told: MessageView[]
  whole: boolean
}

/**
 * The way from the end of the branch back to the rows: how many of them belong to it, and what stands after them. Not
 * `whole` when it leads through messages that neither the rows nor the events have.
 */
function follow(rows: readonly MessageView[], { leafId, messages }: LiveChat): Way {
  const told: MessageView[] = []
  if (leafId === undefined || leafId === null) return { length: rows.length, told, whole: true }
  const places = new Map(rows.map(({ id }, index) => [id, index]))
  let at: string | null = leafId
  while (at !== null) {
    const place = places.get(at)
    if (place !== undefined) return { length: place + 1, told, whole: true }
    const message: MessageView | undefined = messages[at]
    if (!message) return { length: rows.length, told, whole: false }
    told.unshift(message)
    at = message.parentId
  }
  return { length: 0, told, whole: true }
}
