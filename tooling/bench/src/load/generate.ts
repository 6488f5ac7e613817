import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { scriptedText } from '@parley/emulators'
import type { LoadChat, Sent } from './chat.ts'

export interface LoadPlan {
  /** Sends a second, in all chats together, at their moments whatever the server does: none waits for another. */
  sendsPerSecond: number
  seconds: number
  /** Tokens of each reply. */
  tokens: number
}

/** What was sent, and what was wrong. */
export interface LoadTaken {
  sent: Sent[]
  failures: Error[]
  /** The p99 of the delay of the generator's own event loop, milliseconds: large, and the times say little. */
  generatorLagMs: number
}

/** How often the moments of sends are looked at, milliseconds. */
const tickMs = 5

let lastSeed = 0

/** Sends in these chats in turn. Resolves when every reply has ended or failed. */
export async function generateLoad(chats: readonly LoadChat[], plan: LoadPlan): Promise<LoadTaken> {
  const { sendsPerSecond, seconds, tokens } = plan
  const taken: LoadTaken = { sent: [], failures: [], generatorLagMs: 0 }
  const lag = monitorEventLoopDelay({ resolution: 10 })
  const running: Promise<unknown>[] = []
  const send = async (chat: LoadChat | undefined): Promise<void> => {
    const seed = ++lastSeed
    try {
      if (chat === undefined) throw new Error('There is no chat')
      const expected = scriptedText({ n: tokens, seed })
      taken.sent.push(await chat.send(`[[scenario:tokens n=${tokens} seed=${seed}]]`, { expected }))
    } catch (error) {
      taken.failures.push(error instanceof Error ? error : new Error(String(error)))
    }
  }

  lag.enable()
  const startedAt = performance.now()
  const count = Math.round(sendsPerSecond * seconds)
  while (running.length < count) {
    const due = Math.ceil((performance.now() - startedAt) / 1_000 * sendsPerSecond)
    while (running.length < Math.min(due, count)) running.push(send(chats[running.length % chats.length]))
    await pause(tickMs)
  }
  await Promise.all(running)
  lag.disable()
  return { ...taken, generatorLagMs: lag.percentile(99) / 1e6 }
}
