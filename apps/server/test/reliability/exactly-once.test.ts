import { expect, test } from 'vitest'
import { ended } from './support/chat.ts'
import { createClient } from './support/client.ts'
import { askedIn } from './support/journal.ts'
import { createRandom } from './support/random.ts'
import { startTestServer } from './support/server.ts'

const users = 8
const chatsEach = 5
const turns = 25

test(`${users * chatsEach * turns} sends, each delivered one to five times, give as many messages and generations`, async () => {
  const seed = Math.floor(Math.random() * 1e6)
  const random = createRandom(seed)
  const { url, gemini, db } = await startTestServer({ gemini: {
    pace: { firstByteMs: 0, tokensPerSecond: Infinity }, journalLimit: 10_000,
  } })
  const chats = (await Promise.all(Array.from({ length: users }, async (_, index) => {
    const client = createClient(url, index + 1)
    const ids = Array.from({ length: chatsEach }, () => crypto.randomUUID())
    // A chat that is named asks for no title: what the model is asked then are replies.
    await Promise.all(ids.map((id) => client.api.chat.create.mutate({ id, title: 'T' })))
    return ids.map((chatId) => ({ client, chatId }))
  }))).flat()

  const sends = (await Promise.all(chats.map(async ({ client, chatId }) => {
    const sent: { chatId: string, id: string, replyId: string, text: string }[] = []
    for (let turn = 0; turn < turns; turn++) {
      const [id, replyId] = [crypto.randomUUID(), crypto.randomUUID()]
      const now = { chatId, id, replyId, text: `${id} [[scenario:text text="${replyId}"]]` }
      // Copies of what was answered long ago arrive among those of the new one.
      const late = random.chance(0.3) ? [...random.shuffle(sent).slice(0, 2)] : []
      const copies = Array.from({ length: random.integer(1, 5) }, () => now)
      await Promise.all(random.shuffle([...copies, ...late]).map(async (input) => {
        const { message, reply } = await client.api.message.send.mutate(input)
        expect([message.id, reply.id, reply.parentId]).toEqual([input.id, input.replyId, input.id])
      }))
      sent.push(now)
      await ended({ db }, replyId, 50)
    }
    return sent
  }))).flat()

  const messages = await db.message.findMany()
  const byId = new Map(messages.map((message) => [message.id, message]))
  expect(messages, `seed ${seed}`).toHaveLength(2 * sends.length)
  for (const { id, replyId, text } of sends) {
    expect(byId.get(id)).toMatchObject({ role: 'user', text })
    expect(byId.get(replyId)).toMatchObject({ role: 'assistant', parentId: id, status: 'done', failure: null, text: replyId })
  }
  const asked = gemini.journal.generations().map(askedIn)
  expect(asked.toSorted()).toEqual(sends.map(({ text }) => text).toSorted())
  const used = await db.usageDay.aggregate({ _sum: { messages: true } })
  expect(used._sum.messages).toBe(sends.length)
}, 600_000)
