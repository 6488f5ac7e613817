import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Assistant } from '../assistant.ts'
import type { AssistantOptions } from '../create-assistant.ts'
import type { ChatEvent } from '../events/event.ts'
import { foldReply, textOf } from '../events/fold.ts'
import { connectRedis } from '../events/redis/connect.ts'
import { createRedisEventLog } from '../events/redis/event-log.ts'
import { describeWithRedis } from '../events/redis/test/describe-with-redis.ts'
import { startRedis } from '../events/redis/test/start-redis.ts'
import type { TestRedis } from '../events/redis/test/start-redis.ts'
import type { MessageView } from '../chat/message.ts'
import { finishes, says, scriptedModel } from '../model/scripted.ts'
import type { ScriptStep } from '../model/scripted.ts'
import { createRedisStopSignals } from './redis-stop-signals.ts'
import { gate, isFinish, newSend, setUp, watch } from './test/setup.ts'
import type { Setup } from './test/setup.ts'

describeWithRedis('assistants of several servers on one database and one Redis', (program) => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis(program)
  })
  afterAll(() => redis[Symbol.asyncDispose]())
  beforeEach(() => redis.start())

  /** What a server has of Redis: its own connections. */
  async function share(): Promise<Pick<AssistantOptions, 'eventLog' | 'stopSignals'>> {
    const connection = connectRedis(redis.url)
    await new Promise((resolve) => connection.once('ready', resolve))
    const eventLog = createRedisEventLog({ redis: connection, graceMs: 50, awayMs: 100 })
    const stopSignals = createRedisStopSignals({ redis: connection })
    onTestFinished(async () => {
      await eventLog.close()
      stopSignals.close()
      connection.disconnect()
    })
    return { eventLog, stopSignals }
  }

  async function twoServers(...script: ScriptStep[]): Promise<{ setup: Setup, a: Assistant, b: Assistant }> {
    const setup = await setUp(scriptedModel(script), { alone: false, ...await share() })
    return { setup, a: setup.assistant, b: setup.another(await share()) }
  }

  test('a reply that one runs is read on the other, whole', async () => {
    const { setup, a, b } = await twoServers(says('one '), says('two '), says('three'), finishes())
    const reader = watch({ ...setup, assistant: b })
    await reader.ready
    await a.send(setup.asker, newSend(setup.chatId))
    expect(shownBy(await reader.done)).toMatchObject({ status: 'done', parts: [{ type: 'text', text: 'one two three' }] })
    const again = watch({ ...setup, assistant: a }, isFinish, reader.seen[1]?.id)
    expect((await again.done).map(({ type }) => type)).not.toContain('snapshot')
  })

  test('Stop on one ends what the other runs, with what was shown', async () => {
    const { setup, a, b } = await twoServers(says('shown '), 'silence')
    const reader = watch({ ...setup, assistant: b }, (event) => event.type === 'delta')
    await reader.ready
    const { reply } = await a.send(setup.asker, newSend(setup.chatId))
    await reader.done
    expect(await b.stop(setup.asker, { id: reply.id })).toMatchObject({ status: 'stopped', parts: [{ text: 'shown ' }] })
  })

  test('a wish to stop that got lost is repeated', async () => {
    const { setup, a, b } = await twoServers(says('shown '), 'silence')
    const reader = watch({ ...setup, assistant: b }, (event) => event.type === 'delta')
    await reader.ready
    const { reply } = await a.send(setup.asker, newSend(setup.chatId))
    await reader.done
    await redis.stop()
    const stopping = b.stop(setup.asker, { id: reply.id })
    await redis.start()
    expect(await stopping).toMatchObject({ status: 'stopped' })
  })

  test('a sweep ends what a dead server ran, tells the readers of the others, and "Try again" works there', async () => {
    const setup = await setUp(scriptedModel([says('so far '), 'silence']), { alone: false, ...await share() })
    const answering = { model: scriptedModel([says('whole'), finishes()]), timing: { staleMs: 200 } }
    const [b, c] = [setup.another({ ...answering, ...await share() }), setup.another(await share())]
    const reader = watch({ ...setup, assistant: c })
    await reader.ready
    const { reply } = await setup.assistant.send(setup.asker, newSend(setup.chatId))
    let swept = 0
    await expect.poll(async () => (swept += await b.sweep())).toBe(1)
    expect(shownBy(await reader.done)).toMatchObject({
      status: 'interrupted', failure: 'SERVER_STOPPED', parts: [{ type: 'text', text: 'so far ' }],
    })
    const second = watch({ ...setup, assistant: c })
    await second.ready
    await b.regenerate(setup.asker, { id: reply.id, replyId: crypto.randomUUID() })
    expect(shownBy(await second.done)).toMatchObject({ status: 'done', parts: [{ text: 'whole' }] })
  })

  test('two that sweep at once interrupt a reply once', async () => {
    const { setup, a, b } = await twoServers(says('so far '), 'silence')
    const { reply } = await a.send(setup.asker, newSend(setup.chatId))
    const timing = { staleMs: -1 }
    const others = await Promise.all([1, 2, 3].map(async () => setup.another({ ...await share(), timing })))
    const counts = await Promise.all(others.map((other) => other.sweep()))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await b.stop(setup.asker, { id: reply.id })).toMatchObject({ status: 'interrupted' })
  })

  test.each([
    ['restarts', async () => {
      await redis.stop()
      await redis.start()
    }],
    ['is flushed', async () => {
      const connection = connectRedis(redis.url)
      await new Promise((resolve) => connection.once('ready', resolve))
      await connection.flushall()
      connection.disconnect()
    }],
    ['is away until the reply has ended', () => redis.stop()],
  ])('when Redis %s amid a reply, it finishes and its readers have it all', async (_name, trouble) => {
    const [started, over] = [gate(), gate()]
    const pieces = Array.from({ length: 40 }, (_, index) => says(`word-${index} `))
    const { setup, a, b } = await twoServers(
      ...pieces.slice(0, 20), started.opened, ...pieces.slice(20), over.opened, says('end'), finishes(),
    )
    const readers = [a, b].map((assistant) => watch({ ...setup, assistant }, ended))
    await Promise.all(readers.map(({ ready }) => ready))
    const { reply } = await a.send(setup.asker, newSend(setup.chatId))
    await expect.poll(() => readers.every(({ seen }) => seen.some(({ event }) => event.type === 'delta'))).toBe(true)
    await trouble()
    started.open()
    await expect.poll(async () => (await setup.db.message.findUniqueOrThrow({ where: { id: reply.id } })).text)
      .toContain('word-39')
    over.open()
    const text = `${Array.from({ length: 40 }, (_, index) => `word-${index} `).join('')}end`
    for (const { done } of readers) {
      const shown = shownBy(await done)
      // A snapshot without a running reply sends the reader to the rows.
      if (shown !== null) expect(shown).toMatchObject({ status: 'done', parts: [{ type: 'text', text }] })
    }
    expect(await setup.db.message.findUniqueOrThrow({ where: { id: reply.id } })).toMatchObject({ status: 'done', text })
    await redis.start()
    const late = watch({ ...setup, assistant: b }, () => true)
    expect(await late.done).toMatchObject([{ type: 'snapshot', running: null, activeLeafId: reply.id }])
  })
})

/** After a finish, or when a snapshot says that the reply that was followed runs no more. */
function ended(event: ChatEvent): boolean {
  return event.type === 'finish' || (event.type === 'snapshot' && event.running === null && event.activeLeafId !== null)
}

/** The reply as a client shows it: a snapshot or a start, and what followed. Null when a snapshot ended it. */
function shownBy(events: ChatEvent[]): MessageView | null {
  return events.reduce<MessageView | null>((shown, event) => {
    if (event.type === 'snapshot') return event.running
    if (event.type === 'start') return event.reply
    if (event.type === 'title' || shown === null || event.replyId !== shown.id) return shown
    const next = foldReply(shown, event)
    if (event.type === 'delta') expect(textOf(next.parts).length).toBeGreaterThan(textOf(shown.parts).length)
    return next
  }, null)
}
