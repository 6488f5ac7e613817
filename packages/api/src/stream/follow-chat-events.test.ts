import { PassThrough } from 'node:stream'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { expect, test } from 'vitest'
import { createHarness } from '../../test/harness.ts'
import type { Context } from '../context.ts'
import { appRouter } from '../router.ts'
import { followChatEvents } from './follow-chat-events.ts'
import type { ChatEventsRequest } from './follow-chat-events.ts'

const chatId = '01994b3e-0000-7000-8000-000000000001'
const known = JSON.stringify({ json: { chatId } })
const unknown = JSON.stringify({ json: { chatId: chatId.replace(/1$/, '2') } })

const requests: [string, Partial<ChatEventsRequest> & { isStranger?: boolean }][] = [
  ['an open chat', { input: known }],
  ['an event to go on from, which is not kept', { input: known, lastEventId: 'x:1' }],
  ['a chat that is not there', { input: unknown }],
  ['somebody whom Telegram does not vouch for', { input: known, isStranger: true }],
  ['no input', {}],
  ['no input, and an event to go on from', { lastEventId: 'x:1' }],
  ['an input that is no JSON', { input: '{' }],
  ['an input that is no object, and an event to go on from', { input: '{"json":1}', lastEventId: 'x:1' }],
  ['an input that names a prototype', { input: '{"json":{"__proto__":{"chatId":"x"}}}' }],
  ['an id that is none', { input: '{"json":{"chatId":"x"}}' }],
]

test.each(requests)('is what tRPC itself would send: %s', async (_name, { input, lastEventId, isStranger }) => {
  await using harness = await createHarness()
  await harness.as({ id: 1 }).auth.me()
  await harness.as({ id: 1 }).chat.create({ id: chatId, title: 'T' })
  const context = isStranger ? harness.context(undefined) : harness.contextOf({ id: 1 })
  const failures: string[] = []
  const onError = ({ error }: { error: Error }): void => void failures.push(error.message)

  const theirs = await blocks(await throughTrpc(context, { input, lastEventId }, onError))
  const ours = await blocks(throughFrames(context, { input, lastEventId }, onError))
  expect(ours.map(withoutEpoch)).toEqual(theirs.map(withoutEpoch))
  expect(ours.length).toBe(2)
  expect(failures.length === 0 || failures[0] === failures[1]).toBe(true)
})

async function throughTrpc(
  context: Context,
  { input, lastEventId }: Partial<ChatEventsRequest>,
  onError: (failure: { error: Error }) => void,
): Promise<AsyncIterable<Uint8Array>> {
  const query = input === undefined ? '' : `?${new URLSearchParams({ input }).toString()}`
  const { body } = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`http://test/trpc/chat.events${query}`, {
      headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    }),
    router: appRouter,
    createContext: () => context,
    onError,
  })
  if (body === null) throw new Error('There is no body')
  return body
}

function throughFrames(
  context: Context,
  { input, lastEventId }: Partial<ChatEventsRequest>,
  onError: (failure: { error: Error }) => void,
): AsyncIterable<Uint8Array> {
  const body = new PassThrough()
  const stream = followChatEvents(context, { input, lastEventId }, {
    write: (frames) => body.write(frames),
    fail: (error) => onError({ error }),
    end: () => body.end(),
  })
  body.once('close', () => void stream.then((opened) => opened?.close()))
  return body
}

/** The first two blocks, each as its lines. */
async function blocks(body: AsyncIterable<Uint8Array>): Promise<string[][]> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    const whole = text.split(/\n\n+/).slice(0, -1)
    if (whole.length >= 2) return whole.map((block) => block.split('\n'))
  }
  return text.split(/\n\n+/).slice(0, -1).map((block) => block.split('\n'))
}

/** A log that was let go of meanwhile begins anew, under another name. */
const withoutEpoch = (lines: string[]): string[] => lines.map((line) => line.replace(/^id: .*:/, 'id: '))
