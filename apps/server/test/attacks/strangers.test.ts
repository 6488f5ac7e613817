import { beforeAll, describe, expect, test } from 'vitest'
import { target } from './test/target.ts'

const server = target()
const id = () => crypto.randomUUID()
const [chatId, messageId, replyId, secret] = [id(), id(), id(), 'the combination is 12345']
let owner: Record<string, string>
let stranger: Record<string, string>

beforeAll(async () => {
  owner = await server.headersOf(7)
  stranger = await server.headersOf(8)
  await server.mutate('chat.create', { id: chatId, title: 'Mine' }, owner)
  await server.mutate('message.send', { chatId, id: messageId, replyId, text: secret }, owner)
  while ((await server.query('message.list', { chatId }, owner)).body.includes('"running"')) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await server.mutate('chat.create', { title: 'The stranger\'s own' }, stranger)
})

describe('to a stranger, another user\'s things do not exist', () => {
  test.each([
    ['query', 'chat.get', { id: chatId }],
    ['query', 'chat.export', { id: chatId, format: 'json' }],
    ['query', 'chat.export', { id: chatId, format: 'markdown' }],
    ['mutate', 'chat.exportLink', { id: chatId, format: 'json' }],
    ['query', 'message.list', { chatId }],
    ['mutate', 'chat.create', { id: chatId }],
    ['mutate', 'chat.update', { id: chatId, title: 'Yours' }],
    ['mutate', 'chat.delete', { id: chatId }],
    ['mutate', 'chat.restore', { id: chatId }],
    ['mutate', 'chat.clearContext', { id: chatId }],
    ['mutate', 'message.send', { chatId, id: id(), replyId: id(), text: 'Hi' }],
    ['mutate', 'message.stop', { id: replyId }],
    ['mutate', 'message.regenerate', { id: replyId, replyId: id() }],
    ['mutate', 'message.edit', { id: messageId, newId: id(), replyId: id(), text: 'Hi' }],
    ['mutate', 'message.continue', { id: replyId, replyId: id() }],
    ['mutate', 'message.selectBranch', { id: messageId }],
    ['mutate', 'message.rate', { id: replyId, value: -1 }],
  ] as const)('%s %s', async (kind, path, input) => {
    const answer = await server[kind](path, input, stranger)
    expect(answer).toMatchObject({ status: 404, reason: 'NOT_FOUND' })
    expect(answer.body).not.toContain('combination')
  })

  test('stream', async () => {
    const stream = await server.stream(chatId, stranger)
    const text = await stream.read()
    stream.close()
    expect(text).toContain('NOT_FOUND')
    expect(text).not.toMatch(/snapshot|combination/)
  })

  test('search, list and export of everything', async () => {
    const own = await server.query('chat.search', { text: 'combination' }, owner)
    expect(own.body).toContain(chatId)
    for (const [path, input] of [['chat.search', { text: 'combination' }], ['chat.list', {}], ['auth.exportData', {}]] as const) {
      const answer = await server.query(path, input, stranger)
      expect(answer.status).toBe(200)
      expect(answer.body).not.toMatch(new RegExp(`combination|${chatId}|${messageId}`))
    }
  })

  test('and deleting their account takes nothing of others with it', async () => {
    expect((await server.mutate('auth.deleteAccount', {}, stranger)).status).toBe(200)
  })

  test('nothing has changed for the owner', async () => {
    expect((await server.query('chat.get', { id: chatId }, owner)).body).toContain('"title":"Mine"')
    const { body } = await server.query('message.list', { chatId }, owner)
    expect(body).toContain(secret)
    expect(body.match(/"role":"user"/g)).toHaveLength(1)
    expect(body.match(/"role":"assistant"/g)).toHaveLength(1)
    expect(body).not.toContain('"rating":-1')
  })
})
