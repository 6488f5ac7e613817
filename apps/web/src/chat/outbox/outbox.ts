import { shallowRef, type ShallowRef } from 'vue'
import type { MessageView } from '@parley/api'
import { failureOf, type Failure } from '../../api/failure.ts'
import type { OutboxEntry, OutboxItem } from './item.ts'
import { readItems, writeItems } from './stored-items.ts'

interface Sent { message: MessageView, reply: MessageView }

/** The way out of the app: what is put in here reaches the server once, whatever happens to network and page. */
export interface Outbox {
  readonly entries: Readonly<ShallowRef<readonly OutboxEntry[]>>
  put: (item: OutboxItem) => void
  /** Tries the chat's refused or waiting message now. */
  retry: (chatId: string) => void
  discard: (id: string) => void
  /** The network is back, or a reply has ended: nobody has to wait any longer. */
  wake: () => void
  /** `listener` hears of what was sent before its entry goes. Returns how to stop. */
  onSent: (listener: (sent: Sent) => void) => () => void
  clear: () => void
}

interface Options {
  send: (item: OutboxItem) => Promise<Sent>
  /** Whether the server has the chat already. */
  isReady: (chatId: string) => boolean
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  key: string
  setTimer: (run: () => void, milliseconds: number) => unknown
  random: () => number
}

const shortestWait = 1_000
const longestWait = 15_000

/** How long until the next try, in milliseconds; undefined when only the user can help. */
function waitFor(failure: Failure, tries: number, random: number): number | undefined {
  const backOff = Math.min(longestWait, shortestWait * 2 ** Math.min(tries, 10)) * (0.75 + random / 2)
  switch (failure.reason) {
    case 'NETWORK':
    case 'SERVER_CLOSING':
    case 'REPLY_RUNNING':
    case 'TOO_MANY_REPLIES': return backOff
    case 'RATE_LIMITED': return failure.retryAfterMs
    case 'STORAGE':
    case 'INTERNAL': return tries < 3 ? backOff : undefined
    case 'BUDGET_SPENT':
    case 'INIT_DATA_MISSING':
    case 'INIT_DATA_INVALID':
    case 'INIT_DATA_EXPIRED':
    case 'NOT_FOUND':
    case 'INVALID_INPUT':
    case 'INVALID_OPERATION': return undefined
  }
}

/** Each chat's messages go one after the other, in order; chats do not wait for each other. */
export function createOutbox({ send, isReady, storage, key, setTimer, random }: Options): Outbox {
  const entries = shallowRef<readonly OutboxEntry[]>(
    readItems(storage, key).map((item) => ({ ...item, phase: 'waiting', failure: undefined })),
  )
  const listeners = new Set<(sent: Sent) => void>()
  const tries = new Map<string, number>()

  const change = (next: readonly OutboxEntry[]) => {
    entries.value = next
    writeItems(storage, key, next.map(({ phase: _, failure: __, ...item }) => item))
  }
  const patch = (id: string, more: Partial<OutboxEntry>) =>
    change(entries.value.map((entry) => entry.id === id ? { ...entry, ...more } : entry))
  const remove = (id: string) => {
    tries.delete(id)
    change(entries.value.filter((entry) => entry.id !== id))
  }
  const first = (chatId: string) => entries.value.find((entry) => entry.chatId === chatId)

  function pump(chatId: string): void {
    const head = first(chatId)
    if (head?.phase === 'waiting' && isReady(chatId)) void attempt(head)
  }

  async function attempt({ phase: _, failure: __, ...item }: OutboxEntry): Promise<void> {
    patch(item.id, { phase: 'sending' })
    try {
      const sent = await send(item)
      for (const listener of listeners) listener(sent)
      remove(item.id)
      // A chat has one running reply: the end of this one wakes the next message, which asks now and then besides.
      if (first(item.chatId)) setTimer(() => pump(item.chatId), shortestWait)
    } catch (error) {
      onFailure(item, failureOf(error))
    }
  }

  function onFailure({ id, chatId }: OutboxItem, failure: Failure): void {
    const count = tries.get(id) ?? 0
    tries.set(id, count + 1)
    const wait = waitFor(failure, count, random())
    patch(id, { phase: wait === undefined ? 'refused' : 'waiting', failure })
    if (wait !== undefined) setTimer(() => pump(chatId), wait)
  }

  const wake = () => {
    for (const chatId of new Set(entries.value.map((entry) => entry.chatId))) pump(chatId)
  }

  return {
    entries,
    put(item) {
      change([...entries.value, { ...item, phase: 'waiting', failure: undefined }])
      pump(item.chatId)
    },
    retry(chatId) {
      const head = first(chatId)
      if (!head || head.phase === 'sending') return
      tries.delete(head.id)
      patch(head.id, { phase: 'waiting', failure: undefined })
      pump(chatId)
    },
    discard(id) {
      const chatId = entries.value.find((entry) => entry.id === id)?.chatId
      remove(id)
      if (chatId !== undefined) pump(chatId)
    },
    wake,
    onSent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => change([]),
  }
}
