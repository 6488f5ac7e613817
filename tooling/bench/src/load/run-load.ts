import { setTimeout as pause } from 'node:timers/promises'
import type { LoadChat } from './chat.ts'
import type { LoadClient } from './client.ts'
import { createLoadClient } from './client.ts'
import type { LoadPlan, LoadTaken } from './generate.ts'
import { generateLoad } from './generate.ts'
import type { Watch } from './watch-server.ts'

export interface LoadRun extends LoadTaken {
  /** What the warm-up was, which counts for what was wrong only. */
  warmUp: LoadTaken
  /** What was wrong with streams at any time, beside what their sends told. */
  faults: Error[]
  /** Events in all streams, from their opening to the end. */
  events: number
  /** Of the load itself, without the warm-up. */
  seconds: number
}

export interface LoadRunOptions extends LoadPlan {
  urls: readonly [string, ...string[]]
  streams: number
  /** Load before what is measured, in which every chat has its first turn. */
  warmUpSeconds: number
  watches: readonly Watch[]
  /** Between two samples of the servers. */
  sampleMs: number
  onProgress?: (text: string) => void
}

/** How many chats are opened at once: a crowd, not a stampede. */
const opening = 40

/**
 * Opens a chat for each of `streams` people, lets them send, and watches the servers meanwhile. With several servers
 * each combination of the one that is called and the one that streams occurs equally often.
 */
export async function runLoad(options: LoadRunOptions): Promise<LoadRun> {
  const { urls, streams, warmUpSeconds, watches, sampleMs, onProgress = () => {}, ...plan } = options
  const clients = urls.flatMap((url) => urls.map((streamUrl) => createLoadClient({ url, streamUrl })))
  const clientOf = (userId: number): LoadClient => {
    const client = clients[userId % clients.length]
    if (client === undefined) throw new Error('There is no server')
    return client
  }
  const chats: LoadChat[] = []
  try {
    for (let id = 1; id <= streams; id += opening) {
      const ids = Array.from({ length: Math.min(opening, streams - id + 1) }, (_, more) => id + more)
      chats.push(...await Promise.all(ids.map(async (userId) => await clientOf(userId).openChat(userId))))
    }
    onProgress(`${chats.length} streams are open\n`)
    const warmUp = await generateLoad(chats, { ...plan, seconds: warmUpSeconds })
    await Promise.all(watches.map((watch) => watch.collect()))
    const startedAt = performance.now()
    const watching = watchAll(watches, { seconds: plan.seconds, sampleMs, onProgress })
    const taken = await generateLoad(chats, plan)
    await watching
    return {
      ...taken,
      warmUp,
      faults: chats.map((chat) => chat.fault()).filter((fault) => fault !== undefined),
      events: chats.reduce((sum, chat) => sum + chat.events(), 0),
      seconds: (performance.now() - startedAt) / 1_000,
    }
  } finally {
    for (const client of clients) client.close()
  }
}

/**
 * Samples every `sampleMs`, and collects garbage with the last of them: amid the load, what waits meanwhile would be
 * counted as the server's own delay afterwards.
 */
async function watchAll(
  watches: readonly Watch[],
  { seconds, sampleMs, onProgress }: { seconds: number, sampleMs: number, onProgress: (text: string) => void },
): Promise<void> {
  const count = Math.max(1, Math.floor(seconds * 1_000 / sampleMs))
  for (let index = 1; index <= count; index++) {
    await pause(sampleMs)
    await Promise.all(watches.map((watch) => (index === count ? watch.collect() : watch.sample())))
    const lags = watches.map(({ samples }) => `${samples.at(-1)?.loopP99Ms.toFixed(0)} ms`)
    onProgress(`${index * sampleMs / 1_000} s: event loop p99 ${lags.join(', ')}\n`)
  }
}
