import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EventLog, LogEvent } from '../event.ts'
import { testEventLog } from '../log.contract.ts'
import { wait } from '../test/wait.ts'
import { connectRedis } from './connect.ts'
import { createRedisEventLog } from './event-log.ts'
import type { RedisEventLogOptions } from './event-log.ts'
import { describeWithRedis } from './test/describe-with-redis.ts'
import { startRedis } from './test/start-redis.ts'
import type { TestRedis } from './test/start-redis.ts'

describeWithRedis('the event log in Redis', (program) => {
  let server: TestRedis
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    server = await startRedis(program)
  })
  afterAll(() => server[Symbol.asyncDispose]())
  beforeEach(async () => {
    await server.start()
    const redis = await connect()
    await redis.flushall()
    await redis.config('RESETSTAT')
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function connect(): Promise<Redis> {
    const redis = connectRedis(server.url)
    closing.push(() => redis.disconnect())
    await new Promise((resolve) => redis.once('ready', resolve))
    return redis
  }

  /** A log as another server has it: with connections of its own. */
  async function open(options: Partial<RedisEventLogOptions> = {}): Promise<EventLog> {
    const log = createRedisEventLog({ redis: await connect(), graceMs: 50, awayMs: 100, ...options })
    closing.push(() => log.close())
    // It has greeted Redis: on a busy machine that takes longer than `graceMs`.
    await expect.poll(async () => (await log.tail('opened')).startsWith('away')).toBe(false)
    await log.forget('opened')
    return log
  }

  const event = (seq: number): LogEvent => ({ type: 'delta', replyId: 'r', seq, index: 0, text: 'x' })

  testEventLog(async (bounds) => {
    await (await connect()).flushall()
    return await open(bounds)
  }, { slack: 100 })

  test('what one server appends, another reads and is woken by', async () => {
    const [a, b] = [await open(), await open()]
    const tail = await b.tail('chat')
    const woken = wait(b, 'chat', tail)
    await a.append('chat', event(1))
    await woken
    expect((await b.read('chat', tail)).entries).toEqual((await a.read('chat', tail)).entries)
    expect((await a.read('chat', await b.tail('chat'))).gap).toBe(false)
  })

  test('who is awake is told of events, and asks Redis for hardly any', async () => {
    const [a, b] = [await open(), await open()]
    const redis = await connect()
    let id = await b.tail('chat')
    const seen: LogEvent[] = []
    for (let seq = 1; seq <= 50; seq++) {
      const woken = wait(b, 'chat', id)
      await expect.poll(async () => await redis.pubsub('NUMSUB', 'parley:events:chat')).toEqual(['parley:events:chat', 1])
      await a.append('chat', event(seq))
      await woken
      const { entries } = await b.read('chat', id)
      seen.push(...entries.map((entry) => entry.event))
      id = entries.at(-1)?.id ?? id
    }
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => event(index + 1)))
    // The first may come while it is asked whether there was one before.
    const [, reads = '0'] = /cmdstat_xrange:calls=(\d+)/.exec(await redis.info('commandstats')) ?? []
    expect(Number(reads)).toBeLessThan(5)
  })

  test('a chat that is forgotten wakes its readers, to a gap', async () => {
    const [a, b] = [await open(), await open()]
    await a.append('chat', event(1))
    let id = await b.tail('chat')
    for (let seq = 2; seq <= 3; seq++) {
      const woken = wait(b, 'chat', id)
      await a.append('chat', event(seq))
      await woken
      id = (await b.read('chat', id)).entries.at(-1)?.id ?? id
    }
    const woken = wait(b, 'chat', id)
    await a.forget('chat')
    await woken
    expect(await b.read('chat', id)).toEqual({ entries: [], gap: true })
  })

  test('a thousand readers of a chat share one connection', async () => {
    const [a, b] = [await open(), await open()]
    const tail = await b.tail('chat')
    const readers = Array.from({ length: 1_000 }, () => wait(b, 'chat', tail))
    const probe = await connect()
    const clients = (await probe.client('LIST') as string).trim().split('\n')
    await a.append('chat', event(1))
    await Promise.all(readers)
    // Two for each log, this one, and that of the cleaning before the test.
    expect(clients.length).toBeLessThanOrEqual(6)
  })

  test('an idle chat vanishes from Redis by itself', async () => {
    const log = await open({ idleMs: 50 })
    const [empty, tail] = [await log.tail('only looked at'), await log.tail('chat')]
    await log.append('chat', event(1))
    const redis = await connect()
    await expect.poll(() => redis.dbsize()).toBe(0)
    expect((await log.read('chat', tail)).gap).toBe(true)
    expect((await log.read('only looked at', empty)).gap).toBe(true)
  })

  test('FLUSHALL is a gap for who reads on, and nothing to those that come', async () => {
    const log = await open()
    await log.append('chat', event(1))
    const before = await log.tail('chat')
    await (await connect()).flushall()
    const woken = wait(log, 'chat', before)
    await log.append('chat', event(2))
    await woken
    expect((await log.read('chat', before)).gap).toBe(true)
    const { entries } = await log.read('chat', undefined)
    expect(entries.map((entry) => entry.event)).toEqual([event(2)])
  })

  test('a restart is a gap, also when Redis kept its data', async () => {
    const log = await open()
    await log.append('chat', event(1))
    const before = await log.tail('chat')
    const dump = await (await connect()).dumpBuffer('parley:events:chat')
    const woken = wait(log, 'chat', before)
    await server.stop()
    await woken
    await server.start()
    await (await connect()).restore('parley:events:chat', 0, dump, 'REPLACE')
    expect((await log.read('chat', before)).gap).toBe(true)
  })

  test('without Redis nothing rejects: readers are sent to the database every so often', async () => {
    const log = await open()
    const before = await log.tail('chat')
    await server.stop()
    await log.append('chat', event(1))
    expect((await log.read('chat', before)).gap).toBe(true)
    const away = await log.tail('chat')
    expect(await log.read('chat', away)).toEqual({ entries: [], gap: false })
    await wait(log, 'chat', away)
    expect((await log.read('chat', away)).gap).toBe(true)
    expect(await log.read('chat', undefined)).toEqual({ entries: [], gap: false })
    const abort = new AbortController()
    const waiting = wait(log, 'chat', await log.tail('chat'), abort.signal)
    abort.abort()
    await waiting
  })

  test('it comes back by itself, and readers of both sides are woken again', async () => {
    const [a, b] = [await open(), await open()]
    await wait(b, 'chat', 'x')
    const sleeping = wait(b, 'chat', await b.tail('chat'))
    await server.stop()
    await sleeping
    await server.start()
    await expect.poll(async () => (await b.tail('chat')).startsWith('away')).toBe(false)
    await expect.poll(async () => (await a.tail('chat')).startsWith('away')).toBe(false)
    for (let seq = 1; seq <= 20; seq++) {
      const tail = await b.tail('chat')
      const woken = wait(b, 'chat', tail)
      await a.append('chat', event(seq))
      await woken
      expect((await b.read('chat', tail)).entries.map((entry) => entry.event)).toEqual([event(seq)])
    }
  })

  test('an event that Redis did not take voids what readers hold, once Redis is back', async () => {
    const errors: unknown[] = []
    const [a, b] = [await open({ onError: (error) => errors.push(error) }), await open()]
    await a.append('chat', event(1))
    const before = await b.tail('chat')
    const redis = await connect()
    // As when its memory is full: it reads, and writes nothing.
    await redis.config('SET', 'maxmemory', '1')
    const woken = wait(b, 'chat', before)
    for (let seq = 2; seq <= 5; seq++) await a.append('chat', event(seq))
    expect(await b.read('chat', before)).toEqual({ entries: [], gap: false })
    await redis.config('SET', 'maxmemory', '0')
    await woken
    expect((await b.read('chat', before)).gap).toBe(true)
    await expect.poll(async () => {
      await a.append('chat', event(6))
      return (await b.read('chat', undefined)).entries.length
    }).toBeGreaterThan(0)
    expect(errors).toHaveLength(1)
  })

  test('a hole is mended at the latest when the log is closed', async () => {
    const [a, b] = [await open({ graceMs: 60_000 }), await open()]
    await a.append('chat', event(1))
    const before = await b.tail('chat')
    const redis = await connect()
    await redis.config('SET', 'maxmemory', '1')
    await a.append('chat', event(2))
    await redis.config('SET', 'maxmemory', '0')
    expect((await b.read('chat', before)).gap).toBe(false)
    await a.close()
    expect((await b.read('chat', before)).gap).toBe(true)
  })

  test('a Redis that is silent holds appends and readers for a while only', async () => {
    const log = await open()
    const before = await log.tail('chat')
    server.signal('SIGSTOP')
    await log.append('chat', event(1))
    await log.append('chat', event(2))
    await log.read('chat', before)
    server.signal('SIGCONT')
    await expect.poll(async () => (await log.read('chat', before)).gap).toBe(true)
    await expect.poll(async () => {
      await log.append('chat', event(3))
      return (await log.read('chat', undefined)).entries.length
    }).toBeGreaterThan(0)
  })

  test('a process that was held up itself does not take Redis for silent', async () => {
    const errors: unknown[] = []
    const log = await open({ onError: (error) => errors.push(error) })
    const before = await log.tail('chat')
    const woken = wait(log, 'chat', before)
    const appended = log.append('chat', event(1))
    // It is sent, and the answer cannot be read yet.
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000)
    await appended
    await woken
    expect((await log.read('chat', before)).entries.map((entry) => entry.event)).toEqual([event(1)])
    expect(errors).toEqual([])
  })

  test('a connection that is cut, of either kind, loses nothing that is told afterwards', async () => {
    const log = await open()
    const redis = await connect()
    for (const type of ['pubsub', 'normal'] as const) {
      const tail = await log.tail('chat')
      const woken = wait(log, 'chat', tail)
      await redis.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes')
      await expect.poll(async () => (await log.tail('chat')).startsWith('away')).toBe(false)
      await log.append('chat', event(1))
      await woken
    }
  })

  test('a stream that begins anew under a clock that was put back still wakes its readers', async () => {
    const log = await open()
    const redis = await connect()
    await redis.xadd('parley:events:chat', '9999999999999-1', 'event', JSON.stringify(event(1)))
    await wait(log, 'chat', await log.tail('chat'), AbortSignal.timeout(20))
    await redis.del('parley:events:chat')
    const tail = await log.tail('chat')
    let woken = 0
    const abort = new AbortController()
    const waiting = (async () => {
      await wait(log, 'chat', tail, abort.signal)
      woken++
    })()
    await log.append('chat', event(2))
    await waiting
    expect(woken).toBe(1)
    expect((await log.read('chat', tail)).entries).toHaveLength(1)
  })
})
