import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createDatabase } from './database.ts'
import { createTestDatabase } from './testing/testing.ts'

test.each([1, 40, 173])('SIGKILL after %i acknowledged writes loses none of them and halves none', async (writes) => {
  await using test = await createTestDatabase()
  await test.database.$disconnect()
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'killed.fixture.ts'), test.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(writer, 'exit')
  let acknowledged = 0
  for await (const line of createInterface(writer.stdout)) {
    acknowledged = Number(line)
    if (acknowledged === writes) writer.kill('SIGKILL')
  }
  expect(await exit).toEqual([null, 'SIGKILL'])
  expect(acknowledged).toBeGreaterThanOrEqual(writes)

  const database = await createDatabase(test.url)
  const rows = await database.user.findMany({ select: { id: true } })
  const ids = new Set(rows.map(({ id }) => Number(id)))
  const pairs = Array.from({ length: acknowledged }, (_, index) => index + 1)
  expect(pairs.filter((number) => !ids.has(number))).toEqual([])
  expect([...ids].filter((id) => id % 2 !== 0 && !ids.has(-id))).toEqual([])
  expect(await database.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: 'ok' }])
  await database.$disconnect()
})
