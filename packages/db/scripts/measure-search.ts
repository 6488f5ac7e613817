import { performance } from 'node:perf_hooks'
import { indexMessages } from '../src/search/index-messages.ts'
import { searchMessages } from '../src/search/search-messages.ts'
import { createDatabase } from '../src/database.ts'
import { migrate } from '../src/migrations/migrate.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `node packages/db/scripts/measure-search.ts`: what a search costs among 1,000 and among 100,000 messages. */
const words = ['weather', 'tomorrow', 'Lisbon', 'rain', 'погода', 'завтра', 'дождь', '天气', 'the', 'of', 'and', 'recipe']

for (const count of [1_000, 100_000]) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-measure-'))
  const url = `file:${join(folder, 'measure.db')}`
  await migrate(url)
  const database = await createDatabase(url)
  // Every other message is of another user.
  await database.user.createMany({ data: [1n, 2n].map((id) => ({ id, firstName: 'x' })) })
  await database.chat.createMany({ data: [{ id: 'c0', userId: 1n }, { id: 'c1', userId: 2n }] })
  for (let first = 0; first < count; first += 1_000) {
    await database.message.createMany({
      data: Array.from({ length: 1_000 }, (_, index) => first + index).map((number) => ({
        id: `m${number}`, chatId: `c${number % 2}`, role: 'user', status: 'done',
        createdAt: new Date(1_800_000_000_000 + number),
        text: `${textOf(number)} number${number}`,
      })),
    })
  }
  const indexing = await timed(() => indexMessages(database, { limit: Infinity }))
  console.log(`${count} messages: indexed in ${(indexing / count).toFixed(2)} ms each`)
  for (const text of ['the', 'weather lisbon', 't', `number${count - 2}`, '天气', 'nothing']) {
    const runs = []
    const search = () => searchMessages(database, { userId: 1n, text, limit: 20 })
    for (let run = 0; run < 9; run += 1) runs.push(await timed(search))
    console.log(`  ${text}: ${(runs.toSorted((a, b) => a - b)[4] ?? 0).toFixed(1)} ms`)
  }
  await database.$disconnect()
  await rm(folder, { recursive: true })
}

function textOf(number: number): string {
  return Array.from({ length: 30 }, (_, at) => words[(number * (at + 7) + at) % words.length]).join(' ')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
