import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createOpenStreams } from './open-streams.ts'

const request = { id: 'r', ip: '127.0.0.1' }

/** A response under way, and its reader, who has read nothing yet. */
async function open(): Promise<{ response: ServerResponse, reader: IncomingMessage, leave: () => void }> {
  const responses = Promise.withResolvers<ServerResponse>()
  const server = createServer((_, response) => {
    response.flushHeaders()
    responses.resolve(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const asked = get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [reader] = await once(asked, 'response') as [IncomingMessage]
  reader.setEncoding('utf8').on('error', () => undefined)
  const leave = (): void => void asked.destroy()
  onTestFinished(() => {
    leave()
    server.close()
  })
  return { response: await responses.promise, reader, leave }
}

function streamsWith(pingMs: number) {
  const log = { failed: vi.fn(), ended: vi.fn() }
  return { log, streams: createOpenStreams({ ping: 'ping', pingMs, log }) }
}

const silent = () => ({ resume: vi.fn(), close: vi.fn() })

/** More than the operating system takes of what nobody reads. */
function fill(stream: { write: (frames: string) => boolean }): void {
  expect(stream.write('x'.repeat(32_000_000))).toBe(false)
}

test('a quiet stream says that it lives, again and again, until its end', async () => {
  const { streams } = streamsWith(2)
  const { response, reader } = await open()
  const stream = streams.add(response, request)
  let text = ''
  for await (const piece of reader) {
    text += String(piece)
    if (text.length === 'pingping'.length) stream.end()
  }
  expect(text).toMatch(/^(ping){2,}$/)
})

test('one that was written to is not quiet, and one that does not read has what says so', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { streams } = streamsWith(10_000)
  const [busy, stalled] = await Promise.all([open(), open()])
  const stream = streams.add(busy.response, request)
  fill(streams.add(stalled.response, request))
  const written = vi.spyOn(busy.response, 'write')
  const writtenToStalled = vi.spyOn(stalled.response, 'write')
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      vi.advanceTimersByTime(1_000)
      // What was written is on its way then.
      await new Promise(setImmediate)
    }
  }
  for (let times = 0; times < 6; times++) {
    stream.write('word')
    await pass(5)
  }
  expect(written).not.toHaveBeenCalledWith('ping')
  await pass(25)
  expect(written.mock.calls.filter(([text]) => text === 'ping')).toHaveLength(3)
  expect(writtenToStalled).not.toHaveBeenCalled()
})

test('says nothing after the end, however long its last words wait for their reader', async () => {
  const { streams } = streamsWith(1)
  const { response, reader } = await open()
  const stream = streams.add(response, request)
  fill(stream)
  stream.end()
  const failed = vi.fn()
  response.on('error', failed)
  await new Promise((resolve) => setTimeout(resolve, 20))
  let last = ''
  for await (const piece of reader) last = String(piece)
  expect(last).toMatch(/x$/)
  expect(failed).not.toHaveBeenCalled()
})

test('tells of room when there is some again', async () => {
  const { streams } = streamsWith(60_000)
  const { response, reader } = await open()
  const stream = streams.add(response, request)
  const events = silent()
  stream.attach(events)
  fill(stream)
  expect(events.resume).not.toHaveBeenCalled()
  reader.resume()
  await expect.poll(() => events.resume.mock.calls.length).toBe(1)
})

test.each([true, false])('a reader that leaves is let go of at once, with what it has not read: %s', async (hasUnread) => {
  const { streams, log } = streamsWith(1)
  const { response, leave } = await open()
  const stream = streams.add(response, request)
  const events = silent()
  stream.attach(events)
  if (hasUnread) fill(stream)
  const closed = streams.closed()
  leave()
  await closed
  expect([events.close.mock.calls.length, log.ended.mock.calls]).toEqual([1, [[stream]]])
  // What is on its way to it is dropped.
  expect(stream.write('more')).toBe(false)
  stream.end()
})

test('events that begin after their reader has left are closed at once', async () => {
  const { streams } = streamsWith(60_000)
  const { response, leave } = await open()
  const stream = streams.add(response, request)
  leave()
  await streams.closed()
  const events = silent()
  stream.attach(events)
  expect(events.close).toHaveBeenCalledTimes(1)
  stream.attach(undefined)
})
