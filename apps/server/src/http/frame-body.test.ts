import { once } from 'node:events'
import { Writable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { frameBody } from './frame-body.ts'

const quiet = { ping: 'ping', pingMs: 60_000, onClose: () => undefined }

async function* frames(...texts: string[]) {
  yield* texts
}

test('gives every frame in order, and ends', async () => {
  const texts = Array.from({ length: 500 }, (_, index) => `${index} é\n`)
  const chunks: Buffer[] = []
  for await (const chunk of frameBody(frames(...texts), quiet)) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toBe(texts.join(''))
})

test('takes no more than its reader has room for', async () => {
  let given = 0
  async function* endless() {
    for (;;) {
      given++
      yield 'x'.repeat(1_000)
    }
  }
  const body = frameBody(endless(), quiet)
  await once(body, 'readable')
  await new Promise(setImmediate)
  expect(given).toBeLessThanOrEqual(body.readableHighWaterMark / 1_000 + 1)
  body.destroy()
})

test('a stream without frames says that it lives, also twice, and never to one that does not read', async () => {
  const silent = { next: async () => await new Promise<never>(() => undefined) }
  const read = frameBody(silent, { ...quiet, pingMs: 2 })
  const unread = frameBody(silent, { ...quiet, pingMs: 2 })
  unread.read(0)
  let text = ''
  for await (const chunk of read) {
    text += String(chunk)
    if (text === 'pingping') break
  }
  expect(text).toBe('pingping')
  expect(unread.readableLength).toBe('ping'.length)
  unread.destroy()
})

test('a reader that leaves without having read all lets go of the frames', async () => {
  const { promise: letGo, resolve } = Promise.withResolvers<string>()
  const told: string[] = []
  async function* endless() {
    try {
      for (;;) yield 'x'.repeat(100_000)
    } finally {
      resolve(told.join())
    }
  }
  const body = frameBody(endless(), { ...quiet, onClose: () => told.push('closed') })
  await once(body, 'readable')
  await new Promise(setImmediate)
  body.destroy()
  expect(await letGo).toBe('closed')
})

test('says nothing after the end, however long its last words wait for their reader', async () => {
  const taken = Promise.withResolvers<() => void>()
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => taken.resolve(done) })
  const body = frameBody(frames('last'), { ...quiet, pingMs: 1 })
  const failed = vi.fn()
  body.on('error', failed)
  body.pipe(slow)
  const done = await taken.promise
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(failed).not.toHaveBeenCalled()
  done()
  await once(slow, 'finish')
})

test.each(['its end', 'its reader\'s leave', 'a failure'])('is closed once at %s', async (what) => {
  async function* failing() {
    yield 'a'
    if (what === 'a failure') throw new Error('broken')
  }
  const onClose = vi.fn()
  const body = frameBody(failing(), { ...quiet, onClose })
  const closed = once(body, 'close').catch((error: Error) => error.message)
  if (what === 'its reader\'s leave') body.destroy()
  else body.resume()
  expect(await closed).toEqual(what === 'a failure' ? 'broken' : [])
  expect(onClose).toHaveBeenCalledTimes(1)
})
