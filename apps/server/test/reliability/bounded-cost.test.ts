import { createDatabase } from '@parley/db'
import { expect, onTestFinished, test } from 'vitest'
import { converse, settled } from './support/chat.ts'
import { createClient } from './support/client.ts'
import { countedDatabase } from './support/counted.ts'
import { textsIn } from './support/journal.ts'
import { startTestServer } from './support/server.ts'

const turns = 1_000
const budget = 2_000
const filler = 'and then we talked about the river, the stones in it and the light upon them '.repeat(4)

const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

test(`turn ${turns} of a chat costs what turn 10 costs, and still knows how the chat began`, async () => {
  const { openDatabase, takeCost } = countedDatabase()
  const server = await startTestServer({
    openDatabase,
    env: { CONTEXT_TOKENS: String(budget) },
    gemini: { pace: { firstByteMs: 0, tokensPerSecond: Infinity, tokensPerChunk: 50 }, journalLimit: 10_000 },
  })
  const { gemini, url } = server
  // What the test itself looks up is not the server's cost.
  const db = await createDatabase(server.databaseUrl)
  onTestFinished(() => db.$disconnect())
  gemini.control.add({ scenario: { name: 'tokens', n: 60, seed: 3 } })
  const client = createClient(url, 1)
  const { id: chatId } = await client.api.chat.create.mutate({ title: 'T' })

  const costs: { statements: number, rows: number, bytes: number, tokens: number }[] = []
  for (let turn = 1; turn <= turns; turn++) {
    const before = gemini.journal.generations().length
    takeCost()
    const { replyId } = await converse({ db }, client, { chatId, text: `mark-${turn} ${filler}` })
    await settled({ db, gemini })
    const asked = gemini.journal.generations().slice(before)
    const { promptTokens: tokens } = await db.message.findUniqueOrThrow({ where: { id: replyId } })
    costs.push({ ...takeCost(), bytes: mean(asked.map(({ body }) => JSON.stringify(body).length)), tokens })
  }

  // By the emulator's own count, system instruction and tools included.
  expect(Math.max(...costs.map(({ tokens }) => tokens))).toBeLessThanOrEqual(budget)
  expect(Math.max(...gemini.journal.generations('summary').map((entry) => textsIn(entry).join('').length / 4)))
    .toBeLessThanOrEqual(budget)

  const [early, late] = [costs.slice(5, 25), costs.slice(-20)]
  for (const kind of ['statements', 'rows', 'bytes', 'tokens'] as const) {
    const [first, last] = [mean(early.map((cost) => cost[kind])), mean(late.map((cost) => cost[kind]))]
    expect(last / first, `${kind}: ${first} at turn 10, ${last} at turn ${turns}`).toBeLessThan(1.5)
  }

  const contexts = await db.chatContext.findMany({ select: { summary: true } })
  expect(contexts.length).toBeGreaterThan(turns / 20)
  const last = gemini.journal.generations('reply').at(-1)
  const [system = ''] = last ? textsIn(last) : []
  expect(system).toContain('mark-1 ')
  expect(JSON.stringify(last?.body)).toContain(`mark-${turns - 1} `)
  expect((await client.api.message.list.query({ chatId, limit: 1 })).items[0]?.status).toBe('done')
}, 600_000)
