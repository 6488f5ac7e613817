import { setTimeout as pause } from 'node:timers/promises'
import { clockAges } from '@parley/emulators'
import type { Streaming } from '../subjects/streaming.ts'
import { cpuSeconds } from './cpu.ts'
import { quantile } from './stats.ts'

/** What many streams at once came to, in the time in which all of them were to run. */
export interface StreamWindow {
  streams: number
  tokensPerSecond: number
  /** From the sending of a token by the model to its arrival, milliseconds. */
  medianDelayMs: number
  p99DelayMs: number
  /** Processor seconds of the server for a million tokens. */
  cpuPerMillion: number
  /** Of the server, of one core. */
  cpuShare: number
  /** Of the model's stand-in and of this process: near 1, it is they that are measured. */
  emulatorShare: number
  clientShare: number
}

export interface WindowOptions {
  pid: number
  emulatorPid: number
  streams: number
  /** How long the window is, milliseconds. */
  forMs: number
}

/** Streams that begin in one second; all of them run for this long before the window opens, milliseconds. */
const beginPerSecond = 100
const settleMs = 1_000

/** Has so many streams run at once, one of each of so many users, and looks at all of them for a while. */
export async function watchStreams(
  subject: Streaming,
  { pid, emulatorPid, streams, forMs }: WindowOptions,
): Promise<StreamWindow> {
  const chats = []
  for (let user = 1; user <= streams; user++) chats.push(await subject.open(user))
  const opensAt = Date.now() + (streams * 1_000) / beginPerSecond + settleMs
  const closesAt = opensAt + forMs
  const text = `[[scenario:clock until=${closesAt + 200}]]`
  const delays: number[] = []
  const onData = (data: string): void => {
    const now = Date.now()
    if (now < opensAt || now >= closesAt) return
    for (const age of clockAges(data, now)) delays.push(age)
  }
  const asked = chats.map(async (chat, index) => {
    await pause((index * 1_000) / beginPerSecond)
    await chat.ask(text, onData)
  })
  const used = () => ({ server: cpuSeconds(pid), emulator: cpuSeconds(emulatorPid), client: cpuSeconds(process.pid) })
  const looked = Promise.all([opensAt, closesAt].map(async (at) => {
    await pause(at - Date.now())
    return { at: performance.now(), ...used() }
  }))
  await Promise.all([looked, ...asked])
  for (const chat of chats) chat.close()
  const [from, to] = await looked
  if (from === undefined || to === undefined) throw new Error('The window has two ends')

  const seconds = (to.at - from.at) / 1_000
  return {
    streams,
    tokensPerSecond: delays.length / seconds,
    medianDelayMs: quantile(delays, 0.5),
    p99DelayMs: quantile(delays, 0.99),
    cpuPerMillion: ((to.server - from.server) * 1e6) / delays.length,
    cpuShare: (to.server - from.server) / seconds,
    emulatorShare: (to.emulator - from.emulator) / seconds,
    clientShare: (to.client - from.client) / seconds,
  }
}
