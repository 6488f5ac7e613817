import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../support/client.ts'
import { reasonOf } from '../support/client.ts'
import type { Random } from '../support/random.ts'
import { until } from '../support/until.ts'
import type { Send, Story } from './story.ts'
import { createReader } from './story.ts'

/** A chat, and who talks in it. */
export interface Talk {
  client: Client
  userId: number
  chatId: string
  random: Random
  story: Story
  /** Aborted when the server is killed. */
  dead: AbortSignal
}

/** Sends, waits, stops and sends at the wrong time, until the server is dead. */
export async function talk({ client, userId, chatId, random, story, dead }: Talk): Promise<void> {
  while (!dead.aborted) {
    const send = newSend(random, userId, chatId)
    story.sends.push(send)
    const reason = await deliver(client, send, random.integer(1, 3))
    if (reason !== 'acknowledged') {
      if (dead.aborted) return
      if (reason !== 'REPLY_RUNNING') story.problems.push(`a send was refused with ${reason}`)
      await sleep(10)
      continue
    }
    const whim = random.integer(0, 9)
    if (whim === 0) continue
    if (whim < 3) {
      await sleep(random.integer(0, 300))
      await client.api.message.stop.mutate({ id: send.replyId }).catch(() => undefined)
    }
    const ended = (): boolean => dead.aborted || (story.shown.get(send.replyId)?.status ?? 'running') !== 'running'
    await until(`the end of ${send.replyId}`, ended, { everyMs: 5 })
  }
}

/** Delivers a send so many times at once. Says what came of it: one copy that is answered is enough. */
export async function deliver({ api }: Client, send: Send, copies: number): Promise<'acknowledged' | string | null> {
  const { chatId, id, replyId, text } = send
  const refusals = await Promise.all(Array.from({ length: copies }, () =>
    api.message.send.mutate({ chatId, id, replyId, text }).then(({ message, reply }) => {
      if (message.id !== id || reply.id !== replyId) throw new Error(`Another message was answered than ${id}`)
      send.acknowledged = true
      return null
    }, reasonOf)))
  return send.acknowledged ? 'acknowledged' : refusals.find((reason) => reason !== null) ?? null
}

function newSend(random: Random, userId: number, chatId: string): Send {
  const script = { n: random.integer(20, 500), seed: random.integer(1, 2 ** 30) }
  const text = `[[scenario:tokens n=${script.n} seed=${script.seed} rate=${random.integer(200, 1500)}]]`
  return { userId, chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text, script, acknowledged: false }
}

/** Keeps a chat's stream of events open, now and then cut and resumed, until the server is dead. */
export async function read({ client, chatId, random, story, dead }: Talk): Promise<void> {
  const take = createReader(story, chatId)
  while (!dead.aborted) {
    let left = random.chance(0.5) ? random.integer(1, 30) : Infinity
    try {
      const lastEventId = story.lastEventIds.get(chatId)
      for await (const received of client.events(chatId, { lastEventId, signal: dead })) {
        take(received)
        if (--left <= 0) break
      }
    } catch (error) {
      if (!dead.aborted && left > 0) await sleep(20)
      if (!(error instanceof Error)) throw error
    }
  }
}
