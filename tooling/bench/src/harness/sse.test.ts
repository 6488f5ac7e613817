import { describe, expect, test } from 'vitest'
import type { ServerSentEvent } from './sse.ts'
import { readEvents } from './sse.ts'

const bytes = new TextEncoder()

async function read(...chunks: (string | Uint8Array)[]): Promise<ServerSentEvent[]> {
  async function* body() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? bytes.encode(chunk) : chunk
  }
  const events: ServerSentEvent[] = []
  for await (const event of readEvents(body())) events.push(event)
  return events
}

describe('events', () => {
  test('have a name, an id and data', async () => {
    expect(await read('event: delta\nid: 7\ndata: {"a":1}\n\n')).toEqual([{ event: 'delta', id: '7', data: '{"a":1}' }])
  })

  test('may have several lines of data, and spaces and colons in them', async () => {
    expect(await read('data: a: b\ndata:  c\ndata\n\n')).toEqual([{ event: 'message', id: undefined, data: 'a: b\n c\n' }])
  })

  test('come out when their last byte is there, however they are cut', async () => {
    const text = bytes.encode('data: 🙂 مرحبا\r\n\r\ndata: second\r\n\r\n')
    const whole = await read(text)
    expect(whole.map(({ data }) => data)).toEqual(['🙂 مرحبا', 'second'])
    for (let cut = 1; cut < text.length; cut++) {
      expect(await read(text.subarray(0, cut), text.subarray(cut))).toEqual(whole)
    }
  })

  test('are not comments, nor what is cut off at the end', async () => {
    expect(await read(': ping\n\nevent: ping\n\ndata: a\n\ndata: b')).toEqual([{ event: 'message', id: undefined, data: 'a' }])
  })
})
