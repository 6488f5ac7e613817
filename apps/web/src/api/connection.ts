import type { AppRouter } from '@parley/api'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { InjectionKey, ShallowRef } from 'vue'
import { inject, shallowRef } from 'vue'
import type { SignInProblem } from './failure.ts'
import { failureOf, isAbort, signInProblemOf } from './failure.ts'

/** `connecting`: the server does not answer. `offline`: the device says that it has no network. */
export type ConnectionState = 'online' | 'connecting' | 'offline'

export interface Connection {
  readonly state: Readonly<ShallowRef<ConnectionState>>
  /** Set once the server has said that it does not know the user; nothing works from there on. */
  readonly signInProblem: ShallowRef<SignInProblem | undefined>
}

/** A failure shorter than this is nobody's business. In milliseconds. */
const quiet = 1_000

/** Follows what calls and streams meet, and what the device says of its network. */
export function createConnection(page: Window): Connection & { link: TRPCLink<AppRouter> } {
  const state = shallowRef<ConnectionState>('online')
  const signInProblem = shallowRef<SignInProblem>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let failing = false

  const update = () => {
    clearTimeout(timer)
    if (!failing && page.navigator.onLine) {
      state.value = 'online'
      return
    }
    timer = setTimeout(() => (state.value = page.navigator.onLine ? 'connecting' : 'offline'), quiet)
  }
  const report = (answered: boolean) => {
    if (failing !== answered) return
    failing = !answered
    update()
  }
  const reportError = (error: unknown, signal: AbortSignal | null | undefined) => {
    if (signal?.aborted || isAbort(error)) return
    report(failureOf(error).reason !== 'NETWORK')
    signInProblem.value ??= signInProblemOf(error)
  }
  page.addEventListener('online', update)
  page.addEventListener('offline', update)

  const link: TRPCLink<AppRouter> = () => ({ op, next }) => observable((observer) => next(op).subscribe({
    next(envelope) {
      const { result } = envelope
      if (result.type !== 'state') report(true)
      else if (result.state === 'pending') report(true)
      else if (result.state === 'connecting' && result.error !== null) reportError(result.error, op.signal)
      observer.next(envelope)
    },
    error(error) {
      reportError(error, op.signal)
      observer.error(error)
    },
    complete: () => observer.complete(),
  }))

  return { state, signInProblem, link }
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection')

export function useConnection(): Connection {
  const connection = inject(connectionKey)
  if (connection === undefined) throw new Error('No connection is provided')
  return connection
}
