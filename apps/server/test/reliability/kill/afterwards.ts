import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { scriptedText } from '@parley/emulators'
import type { Client } from '../support/client.ts'
import type { Random } from '../support/random.ts'
import type { FileState } from '../support/rows.ts'
import { until } from '../support/until.ts'
import type { Send, Story } from './story.ts'
import { deliver } from './talk.ts'

/** A chat as a client finds it again on the restarted server. */
export interface Found {
  client: Client
  chatId: string
  story: Story
  random: Random
}

/** A reader that comes back learns that nothing runs, and reads what is stored. */
export async function checkReturn({ client, chatId, story }: Found, { messages }: FileState): Promise<void> {
  const leave = new AbortController()
  const stream = client.events(chatId, { lastEventId: story.lastEventIds.get(chatId), signal: leave.signal })
  const first = await stream.next()
  assert.ok(first.done !== true && first.value.event.type === 'snapshot', `${chatId} begins anew with a snapshot`)
  assert.equal(first.value.event.running, null)
  const { items } = await client.api.message.list.query({ chatId, limit: 200 })
  assert.equal(items[0]?.id ?? null, first.value.event.activeLeafId, 'list and snapshot show the same branch')
  for (const { id, status, parts } of items) {
    const row = messages.get(id)
    assert.deepEqual({ status, parts }, { status: row?.status, parts: JSON.parse(row?.parts ?? '[]') as unknown })
  }
  leave.abort()
}

/** Sends again what got no answer, and some of what did: one message each. */
export async function sendAgain({ client, chatId, story, random }: Found): Promise<void> {
  for (const send of story.sends.filter((one) => one.chatId === chatId)) {
    if (send.acknowledged && random.chance(0.7)) continue
    await until(`an answer to ${send.id}`, async () => {
      const reason = await deliver(client, send, random.integer(1, 3))
      assert.ok(reason === 'acknowledged' || reason === 'REPLY_RUNNING', `a repeat was refused with ${reason}`)
      return reason === 'acknowledged'
    })
    await ended(client, chatId)
  }
}

/** "Try again", and "Continue" as often: the reply then is whole. Returns the new replies by send. */
export async function tryAgain(
  { client, chatId, story, random }: Found,
  { messages }: FileState,
): Promise<{ send: Send, replyId: string }[]> {
  const made: { send: Send, replyId: string }[] = []
  for (const send of story.sends.filter((one) => one.chatId === chatId)) {
    if (messages.get(send.replyId)?.status !== 'interrupted') continue
    const replyId = crypto.randomUUID()
    const again = random.chance(0.5) ? client.api.message.regenerate : client.api.message.continue
    await again.mutate({ id: send.replyId, replyId })
    await ended(client, chatId)
    const [reply] = (await client.api.message.list.query({ chatId, limit: 1 })).items
    const parts = [{ type: 'text', text: scriptedText(send.script) }]
    assert.deepEqual({ id: reply?.id, status: reply?.status, parts: reply?.parts }, { id: replyId, status: 'done', parts })
    assert.ok(reply?.siblings.includes(send.replyId), 'the old reply is beside the new one')
    made.push({ send, replyId })
  }
  return made
}

async function ended({ api }: Client, chatId: string): Promise<void> {
  while ((await api.chat.get.query({ id: chatId })).running) await sleep(10)
}
