import { inject, watch, type InjectionKey } from 'vue'
import type { Connection, Trpc } from '../../api/index.ts'
import type { ChatCreations } from '../../chats/chat-creations.ts'
import { createOutbox, type Outbox } from './outbox.ts'

/** The outbox of the app's user, kept in the device's storage and woken when there is reason to hope. */
export function startOutbox({ trpc, connection, creations, userId, page, storage }: {
  trpc: Trpc
  connection: Connection
  creations: ChatCreations
  userId: number
  page: Window
  storage: Storage
}): Outbox {
  const { mutationFn } = trpc.message.send.mutationOptions()
  const outbox = createOutbox({
    send: mutationFn,
    isReady: (chatId) => !creations.has(chatId),
    storage,
    key: `parley:outbox:${userId}`,
    setTimer: (run, milliseconds) => page.setTimeout(run, milliseconds),
    random: Math.random,
  })
  watch(connection.state, (state) => state === 'online' && outbox.wake())
  watch(() => creations.size, () => outbox.wake(), { flush: 'post' })
  page.addEventListener('online', () => outbox.wake())
  outbox.wake()
  return outbox
}

export const outboxKey: InjectionKey<Outbox> = Symbol('outbox')

export function useOutbox(): Outbox {
  const outbox = inject(outboxKey)
  if (outbox === undefined) throw new Error('No outbox is provided')
  return outbox
}
