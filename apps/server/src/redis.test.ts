import { connectRedis } from '@parley/ai/redis'
import { describeWithRedis, startRedis } from '@parley/ai/testing/redis'
import type { TestRedis } from '@parley/ai/testing/redis'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Shared } from './redis.ts'
import { shareThroughRedis } from './redis.ts'

describeWithRedis('what servers share through Redis', (program) => {
  let server: TestRedis
  beforeAll(async () => {
    server = await startRedis(program)
  })
  afterAll(() => server[Symbol.asyncDispose]())
  beforeEach(() => server.start())

  async function share(messagesPerMinute = 3) {
    const log = { error: vi.fn(), info: vi.fn() }
    const shared = shareThroughRedis(server.url, { messagesPerMinute, log })
    onTestFinished(() => shared.close())
    await expect.poll(shared.isUp).toBe(true)
    return { shared, log }
  }

  const take = async ({ rate }: Shared, user: string) =>
    await rate.consume(user).then(() => 'taken', (refused: unknown) => refused)

  test('messages are counted over all servers, for each user', async () => {
    const [{ shared: a }, { shared: b }] = [await share(), await share()]
    expect([await take(a, '1'), await take(b, '1'), await take(a, '1')]).toEqual(['taken', 'taken', 'taken'])
    for (const shared of [a, b, a, b]) expect(await take(shared, '1')).toHaveProperty('msBeforeNext')
    expect(await take(b, '2')).toBe('taken')
    expect((await a.rate.get('2'))?.consumedPoints).toBe(1)
  })

  test('nothing stays in Redis of who is forgotten', async () => {
    const { shared } = await share()
    const redis = connectRedis(server.url)
    onTestFinished(() => redis.disconnect())
    await expect.poll(() => redis.status).toBe('ready')
    const keysOf = async (name: string) => (await redis.keys('*')).filter((key) => key.includes(name))
    await take(shared, '77')
    await shared.eventLog.append('chat-of-77', { type: 'title', title: 'Mine' })
    expect([await keysOf('77'), await keysOf('chat-of-77')].flat()).toHaveLength(3)
    await shared.rate.delete('77')
    await shared.eventLog.forget('chat-of-77')
    expect(await keysOf('77')).toEqual([])
  })

  test('without Redis each server counts for itself, says so once, and says when it is back', async () => {
    const { shared, log } = await share()
    await server.stop()
    await expect.poll(shared.isUp).toBe(false)
    expect([await take(shared, '3'), await take(shared, '3'), await take(shared, '3')]).toEqual(['taken', 'taken', 'taken'])
    expect(await take(shared, '3')).toHaveProperty('msBeforeNext')
    expect((await shared.rate.get('4'))?.consumedPoints ?? 0).toBe(0)
    await expect.poll(() => log.error.mock.calls.length).toBe(1)
    await server.start()
    await expect.poll(shared.isUp).toBe(true)
    expect(await take(shared, '3')).toBe('taken')
    await expect.poll(() => log.info.mock.calls.length).toBe(1)
    expect(log.error).toHaveBeenCalledOnce()
  })
})
