import { expect, test } from 'vitest'
import { listMessages } from './chat/list.ts'
import { foldReply } from './events/fold.ts'
import { answering, newSend, setUp, watch } from './generation/test/setup.ts'

test('a send is stored, answered, streamed and counted', async () => {
  const setup = await setUp(answering('Hel', 'lo ', 'Ada.'))
  const { db, assistant, asker, chatId } = setup
  const reading = watch(setup)
  await reading.ready
  const input = newSend(chatId, 'Hi!')
  const sent = await assistant.send(asker, input)
  expect(sent.message).toMatchObject({ id: input.id, role: 'user', status: 'done', parts: [{ type: 'text', text: 'Hi!' }] })
  expect(sent.reply).toMatchObject({ id: input.replyId, parentId: input.id, status: 'running', parts: [], seq: 0 })

  const events = await reading.done
  expect(events.slice(0, 2)).toEqual([
    { type: 'snapshot', activeLeafId: null, title: 'A chat', running: null },
    { type: 'start', replyId: input.replyId, ...sent },
  ])
  const shown = events.reduce((reply, event) => (
    event.type === 'delta' || event.type === 'finish' ? foldReply(reply, event) : reply), sent.reply)

  const { items, nextCursor } = await listMessages(db, { userId: 1n, chatId, limit: 10 })
  expect(items).toEqual([shown, sent.message])
  expect(nextCursor).toBeNull()
  expect(shown).toMatchObject({ status: 'done', failure: null, parts: [{ type: 'text', text: 'Hello Ada.' }] })
  expect(await db.generation.count()).toBe(0)
  expect(await db.chat.findUnique({ where: { id: chatId } })).toMatchObject({ preview: 'Hello Ada.', activeLeafId: input.replyId })
  expect(await db.usageDay.findFirst()).toMatchObject({ userId: 1n, messages: 1 })
  expect(setup.errors).toEqual([])
})
