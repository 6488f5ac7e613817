import { expect, test } from 'vitest'
import { contextOf, converse, ended, settled } from './support/chat.ts'
import { createClient, reasonOf } from './support/client.ts'
import { startTestServer } from './support/server.ts'

const filler = 'and then we talked about the river, the stones in it and the light upon them '.repeat(4)
const say = (mark: string): string => `${mark} ${filler}`

/** A chat of 40 turns with a window of a few, so that most of it is known by summaries only. */
async function longChat() {
  const server = await startTestServer({
    env: { CONTEXT_TOKENS: '2000' },
    gemini: { pace: { firstByteMs: 0, tokensPerSecond: Infinity, tokensPerChunk: 50 } },
  })
  server.gemini.control.add({ scenario: { name: 'tokens', n: 40, seed: 3 } })
  const client = createClient(server.url, 1)
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })
  const turns: { id: string, replyId: string }[] = []
  for (let turn = 1; turn <= 40; turn++) {
    turns.push(await converse(server, client, { chatId, text: say(`old-${turn}-`) }))
    await settled(server)
  }
  expect(await server.db.chatContext.count()).toBeGreaterThan(4)
  /** Says something at the end of the active branch; returns all that the model was given for it. */
  async function ask(mark: string): Promise<string> {
    await converse(server, client, { chatId, text: say(mark) })
    await settled(server)
    return contextOf(server, say(mark))
  }
  return { server, client, chatId, turns, ask }
}

test('what is summarised is known on its own branch and on no other', async () => {
  const { server, client, turns, ask } = await longChat()
  const edited = turns[19]?.id ?? ''
  const replyId = crypto.randomUUID()
  await client.api.message.edit.mutate({ id: edited, newId: crypto.randomUUID(), replyId, text: say('new-20-') })
  await ended(server, replyId)
  await settled(server)
  const onNew = [contextOf(server, say('new-20-')), await ask('new-21-'), await ask('new-22-')]
  for (const context of onNew) {
    expect(context).toContain('old-1-')
    expect(context).toContain('old-19-')
    expect(context, 'the branch that was left').not.toMatch(/old-(2\d|3\d|40)-/)
  }

  await client.api.message.selectBranch.mutate({ id: edited })
  const onOld = await ask('old-41-')
  expect(onOld).toContain('old-1-')
  expect(onOld).toContain('old-40-')
  expect(onOld).not.toContain('new-')
}, 120_000)

test('after "clear context" the model knows nothing of before, however long the chat goes on', async () => {
  const { client, chatId, ask } = await longChat()
  await client.api.chat.clearContext.mutate({ id: chatId })
  const contexts: string[] = []
  for (let turn = 1; turn <= 15; turn++) contexts.push(await ask(`fresh-${turn}-`))
  for (const context of contexts) expect(context).not.toContain('old-')
  expect(contexts.at(-1)).toContain('fresh-1-')
  expect((await client.api.message.list.query({ chatId, limit: 200 })).items).toHaveLength(2 * 55)
}, 120_000)

test('a deleted chat answers nobody, teaches no other chat, and is itself again when it is restored', async () => {
  const { server, client, chatId, ask } = await longChat()
  await client.api.chat.delete.mutate({ id: chatId })
  const send = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Hello?' }
  expect(await client.api.message.send.mutate(send).catch(reasonOf)).toBe('NOT_FOUND')
  const { id: other } = await client.api.chat.create.mutate({ title: 'Other' })
  await converse(server, client, { chatId: other, text: say('other-1-') })
  expect(contextOf(server, say('other-1-'))).not.toContain('old-')

  await client.api.chat.restore.mutate({ id: chatId })
  const context = await ask('old-41-')
  expect(context).toContain('old-1-')
  expect(context).toContain('old-40-')
  expect(context).not.toContain('other-')
}, 120_000)
