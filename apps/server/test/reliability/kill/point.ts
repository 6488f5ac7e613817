import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { scriptedText } from '@parley/emulators'
import { createClient } from '../support/client.ts'
import { requestsFor } from '../support/journal.ts'
import type { Random } from '../support/random.ts'
import { createRandom } from '../support/random.ts'
import { checkReturn, sendAgain, tryAgain } from './afterwards.ts'
import type { Lost } from './check.ts'
import { checkRecovery, checkReply, checkSends, checkShown } from './check.ts'
import type { House } from './house.ts'
import { until } from '../support/until.ts'
import type { Send, Story } from './story.ts'
import { newStory } from './story.ts'
import type { Talk } from './talk.ts'
import { read, talk } from './talk.ts'

/** What one kill has met. */
export interface PointFigures {
  sends: number
  acknowledged: number
  /** Of each reply that ran when the process died: what was shown and not checkpointed. */
  lost: Lost[]
  /** Replies that were begun again or gone on with afterwards. */
  again: number
  killedAtStart: boolean
}

/** Kills the house's server at a moment that `seed` decides, starts another one, and checks what is left. */
export async function killOnce(house: House, seed: number): Promise<PointFigures> {
  const random = createRandom(seed)
  const story = newStory()
  const dead = new AbortController()
  const talks = await openTalks(house, { random, story, dead: dead.signal })
  const busy = Promise.all(talks.flatMap((one) => [talk(one), read(one)]))
  // By what was seen, not by the time, so that a busy machine is killed in the middle too.
  const events = random.integer(0, 200)
  await until(`${events} events`, () => story.events >= events, { everyMs: 1 })
  await sleep(random.integer(0, 50))
  const dying = house.kill()
  const diedAt = performance.now()
  dead.abort()
  const atDeath = await dying
  await busy
  const acknowledged = story.sends.filter((send) => send.acknowledged).length

  const killedAtStart = random.chance(0.15)
  if (killedAtStart) await house.startAndKill(random.integer(0, 2_000))
  await house.start()
  const afterRestart = house.read()
  assert.deepEqual(story.problems, [], 'what clients were told is of one piece')
  checkRecovery({ atDeath, afterRestart })
  checkSends(story.sends, afterRestart)
  const lost: Lost[] = []
  for (const send of story.sends) {
    const row = atDeath.messages.get(send.replyId)
    if (row === undefined) continue
    checkReply(row, { sent: sentFor(house, send), whole: scriptedText(send.script) })
    const shown = story.shown.get(send.replyId)
    const beyond = shown ? checkShown(row, shown, diedAt) : { characters: 0, ms: 0 }
    if (row.status === 'running') lost.push(beyond)
  }

  const found = talks.map((one) => ({ ...one, client: createClient(house.url(), one.userId) }))
  const made = (await Promise.all(found.map(async (one) => {
    await checkReturn(one, afterRestart)
    await sendAgain(one)
    return await tryAgain(one, afterRestart)
  }))).flat()
  checkEnd(house, story, made)
  return { sends: story.sends.length, acknowledged, lost, again: made.length, killedAtStart }
}

/** Some users with a chat or two each, all of them talking at once. */
async function openTalks(
  house: House,
  { random, story, dead }: { random: Random, story: Story, dead: AbortSignal },
): Promise<Talk[]> {
  const users = Array.from({ length: random.integer(3, 5) }, (_, index) => index + 1)
  const open = users.flatMap((userId) => Array.from({ length: random.integer(1, 2) }, async () => {
    const client = createClient(house.url(), userId)
    const { id: chatId } = await client.api.chat.create.mutate({ id: crypto.randomUUID() })
    return { client, userId, chatId, random: createRandom(random.integer(1, 2 ** 30)), story, dead }
  }))
  return await Promise.all(open)
}

/** All that the model sent for a message, as far as the emulator's journal says. */
function sentFor(house: House, { text, script }: Send): string {
  const tokens = Math.max(0, ...requestsFor(house.gemini.journal, text).map((entry) => entry.tokens))
  return scriptedText({ n: tokens, seed: script.seed })
}

/** After all was sent and tried again: every message is there once, and the model was asked once for each reply. */
function checkEnd(house: House, story: Story, made: readonly { send: Send, replyId: string }[]): void {
  const end = house.read()
  assert.deepEqual(end.defects, [])
  assert.ok(story.sends.every((send) => send.acknowledged))
  checkSends(story.sends, end)
  const chats = new Set(story.sends.map(({ chatId }) => chatId))
  const sent = story.sends.flatMap(({ id, replyId }) => [id, replyId])
  const known = new Set([...sent, ...made.map(({ replyId }) => replyId)])
  const there = [...end.messages.values()].filter(({ chatId }) => chats.has(chatId)).map(({ id }) => id)
  assert.deepEqual(new Set(there), known, 'there is nothing but what was sent and answered')
  for (const send of story.sends) {
    const asked = requestsFor(house.gemini.journal, send.text).length
    const again = made.filter((one) => one.send === send).length
    assert.ok(asked <= 1 + again, `the model was asked ${asked} times for ${send.text}`)
    const row = end.messages.get(send.replyId)
    if (row) checkReply(row, { sent: scriptedText(send.script), whole: scriptedText(send.script) })
  }
}
