/**
 * A process to be killed: talks in many chats of the database that it is given, with its log in the Redis that it is
 * given, if any, and tells each step on a line.
 */
import { createDatabase } from '@parley/db'
import { createAssistant } from '../../create-assistant.ts'
import { createMemoryEventLog } from '../../events/memory-log.ts'
import { pull } from '../../events/pull.ts'
import { connectRedis } from '../../events/redis/connect.ts'
import { createRedisEventLog } from '../../events/redis/event-log.ts'
import type { Model } from '../../model/port.ts'
import { pause } from '../pause.ts'
import { wholeReply } from './whole-reply.ts'
import type { KilledProcessLine } from './whole-reply.ts'

const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2)
const db = await createDatabase(databaseUrl)
const model: Model = {
  async* stream() {
    for (const text of wholeReply.match(/.{1,7}/gsu) ?? []) {
      yield { type: 'part', part: { type: 'text', text } }
      await pause(1)
    }
    yield { type: 'finish', reason: 'stop' }
  },
}
const assistant = createAssistant({
  db,
  model,
  tools: {},
  models: { default: 'model', known: [] },
  contextTokens: 2_000,
  eventLog: redisUrl === '' ? createMemoryEventLog() : createRedisEventLog({ redis: connectRedis(redisUrl) }),
  ownerId: crypto.randomUUID(),
  timing: { checkpointMs: 10, flushMs: 3 },
})
const asker = { userId: 1n, firstName: 'Ada', language: 'en', units: 'metric' } as const

function tell(line: KilledProcessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

async function talk(chatId: string): Promise<never> {
  for (;;) {
    const abort = new AbortController()
    const input = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID(), text: 'Go on' }
    for await (const { event } of pull((sink) => assistant.follow(asker, { chatId }, sink), abort.signal)) {
      if (event.type === 'snapshot') {
        await assistant.send(asker, input)
        tell({ type: 'acknowledged', messageId: input.id, replyId: input.replyId })
      }
      if (event.type === 'finish') {
        tell({ type: 'finished', messageId: input.id, replyId: input.replyId })
        abort.abort()
      }
    }
  }
}

const recovered = await assistant.recover()
tell({ type: 'recovered', count: recovered })
const chats = await db.chat.findMany({ select: { id: true } })
await Promise.all(chats.map(({ id }) => talk(id)))
