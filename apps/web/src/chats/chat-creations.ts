import type { ComputedRef, InjectionKey } from 'vue'
import { computed, inject, shallowReactive } from 'vue'

/** The chats that are on the screen already and on their way to the server. */
export type ChatCreations = Set<string>

export const createChatCreations = (): ChatCreations => shallowReactive(new Set<string>())

export const chatCreationsKey: InjectionKey<ChatCreations> = Symbol('chatCreations')

export function useChatCreations(): ChatCreations {
  const creations = inject(chatCreationsKey)
  if (creations === undefined) throw new Error('No chat creations are provided')
  return creations
}

/**
 * Whether the server has the chat. A chat opens in the frame in which it is made; until this turns true, the server
 * must not be asked for it or told of messages in it.
 */
export function useChatReady(id: () => string): ComputedRef<boolean> {
  const creations = useChatCreations()
  return computed(() => !creations.has(id()))
}
