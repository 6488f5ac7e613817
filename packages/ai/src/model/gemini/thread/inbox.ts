import type { ModelChunk } from '../../port.ts'
import type { News } from './messages.ts'
import { fromFault } from './messages.ts'

/** What has come for one call and was not read yet. */
export interface Inbox {
  take: (news: Omit<News, 'id'>) => void
  /** Lets the reader go on though nothing came. */
  wake: () => void
  /** What came since, oldest first; null at the end. Throws what ended the call, once all that came is read. */
  read: () => ModelChunk[] | null
  /** Resolves when `read` has something to say, or at `wake`. */
  wait: () => Promise<void>
  isOver: () => boolean
}

export function createInbox(): Inbox {
  let chunks: ModelChunk[] = []
  let end: News['end']
  let wake: () => void = () => undefined

  return {
    take: (news) => {
      if (chunks.length === 0) chunks = news.chunks
      else chunks.push(...news.chunks)
      end ??= news.end
      wake()
    },
    wake: () => wake(),
    read: () => {
      const came = chunks
      chunks = []
      if (came.length > 0 || end === undefined) return came
      if (end.fault) throw fromFault(end.fault)
      return null
    },
    wait: () => new Promise((resolve) => {
      wake = resolve
    }),
    isOver: () => end !== undefined,
  }
}
