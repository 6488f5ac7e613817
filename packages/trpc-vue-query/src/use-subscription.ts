import { environmentManager, hashKey } from '@tanstack/vue-query'
import { computed, getCurrentInstance, onScopeDispose, shallowRef, toValue, watch } from 'vue'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { callOptions } from './request.ts'
import type { SubscriptionOptions } from './subscription-options.ts'

/**
 * `idle`: not subscribed, or ended by the server · `connecting`: for the first time, or again (`error` says why) ·
 * `pending`: connected, events may come · `error`: ended by an error.
 */
export type SubscriptionStatus = 'idle' | 'connecting' | 'pending' | 'error'

/** What `useSubscription` returns. */
export interface UseSubscriptionReturn<TOutput, TError> {
  status: Readonly<ShallowRef<SubscriptionStatus>>
  /** The last event. A watcher misses events of the same tick: use `onData` where each one counts. */
  data: Readonly<ShallowRef<TOutput | undefined>>
  error: Readonly<ShallowRef<TError | null>>
  /** Forget data and error, and subscribe again. */
  reset: () => void
}

/**
 * Keeps a subscription open while its scope lives. Given a getter or ref it starts anew when the input changes; only
 * the latest input's events are seen. Components rendered on a server do not subscribe.
 */
export function useSubscription<TOutput, TError>(
  options: MaybeRefOrGetter<SubscriptionOptions<TOutput, TError>>,
): UseSubscriptionReturn<TOutput, TError> {
  const status = shallowRef<SubscriptionStatus>('idle')
  const data = shallowRef<TOutput>()
  const error = shallowRef<TError | null>(null)
  const rendersOnServer = getCurrentInstance() !== null && environmentManager.isServer()

  const current = computed(() => toValue(options))
  const key = computed(() => current.value.enabled && !rendersOnServer ? hashKey(current.value.subscriptionKey) : null)
  const client = computed(() => current.value.client)
  let stop = (): void => undefined

  const show = (next: SubscriptionStatus, reason: TError | null): void => {
    error.value = reason
    status.value = next
  }

  const start = (): void => {
    stop()
    data.value = undefined
    show(key.value === null ? 'idle' : 'connecting', null)
    if (key.value === null) return
    const { path, input, trpc = {} } = current.value
    const [startedKey, startedClient] = [key.value, client.value]
    let stopped = false
    // The input may have changed in this very tick, before the watcher below runs.
    const whenLive = <TArgs extends unknown[]>(callback: (...args: TArgs) => void) => (...args: TArgs): void => {
      if (!stopped && key.value === startedKey && client.value === startedClient) callback(...args)
    }
    const subscription = startedClient.subscription(path, input, {
      ...callOptions(trpc),
      onStarted: whenLive(() => {
        show('pending', null)
        current.value.onStarted?.()
      }),
      onData: whenLive((event) => {
        data.value = event as TOutput
        show('pending', null)
        current.value.onData?.(event as TOutput)
      }),
      onError: whenLive((reason) => {
        show('error', reason as TError)
        current.value.onError?.(reason as TError)
      }),
      onComplete: whenLive(() => {
        show('idle', null)
        current.value.onComplete?.()
      }),
      onConnectionStateChange: whenLive(({ state, error: reason }) => {
        show(state, reason as TError | null)
        current.value.onConnectionStateChange?.({ state, error: reason as TError | null })
      }),
    })
    stop = () => {
      stopped = true
      subscription.unsubscribe()
    }
  }

  watch([key, client], start, { immediate: true })
  onScopeDispose(() => stop())
  return { status, data, error, reset: start }
}
