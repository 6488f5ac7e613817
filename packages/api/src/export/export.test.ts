import { expect, test } from 'vitest'
import { createHarness, ended, refusal } from '../../test/harness.ts'
import { TICKET_MS } from './ticket.ts'

async function chatOf(house: Awaited<ReturnType<typeof createHarness>>) {
  const caller = house.as({ id: 1 })
  const { id } = await caller.chat.create({ title: 'Trip: Rome?' })
  const sent = { chatId: id, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Where to?' }
  const { reply } = await caller.message.send(sent)
  await ended(caller, id, reply.id)
  return { caller, id }
}

test('a link hands out what its procedure gives, as a file, until it expires', async () => {
  await using house = await createHarness()
  const { caller, id } = await chatOf(house)
  for (const format of ['markdown', 'json'] as const) {
    const { path, fileName } = await caller.chat.exportLink({ id, format })
    const { content, mimeType } = await caller.chat.export({ id, format })
    expect(await house.fetchExport(path)).toEqual({ name: fileName, mimeType, content })
    expect(fileName).toBe(`Trip Rome.${format === 'json' ? 'json' : 'md'}`)
  }
  const { path, expiresAt } = await caller.auth.exportLink()
  const everything = await house.fetchExport(path)
  expect(everything?.name).toMatch(/^parley-\d{4}-\d\d-\d\d\.json$/)
  expect(JSON.parse(everything?.content ?? '')).toMatchObject({ user: { id: '1' }, chats: [{ title: 'Trip: Rome?' }] })
  expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(TICKET_MS)
  house.pass(TICKET_MS)
  expect(await house.fetchExport(path)).toBe(undefined)
})

test('nobody gets a link to a chat that is not theirs, and a link goes with what it was for', async () => {
  await using house = await createHarness()
  const { caller, id } = await chatOf(house)
  const stranger = house.as({ id: 2 })
  expect(await refusal(stranger.chat.exportLink({ id, format: 'json' }))).toEqual({ reason: 'NOT_FOUND' })
  const mine = await caller.chat.exportLink({ id, format: 'json' })
  const all = await caller.auth.exportLink()
  await stranger.auth.me()
  expect((await house.fetchExport((await stranger.auth.exportLink()).path))?.content).not.toContain('Rome')
  await caller.chat.delete({ id })
  expect(await house.fetchExport(mine.path)).toBe(undefined)
  await caller.auth.deleteAccount()
  expect(await house.fetchExport(all.path)).toBe(undefined)
})
