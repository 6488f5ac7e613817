import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/testing.ts'
import { connectSqlite } from './connect.ts'

const user = (id: number) => ({ id: BigInt(id), firstName: `User ${id}` })

test('while another process writes, reads are answered, the event loop runs, and writes wait their time', async () => {
  await using test = await createTestDatabase()
  const { database } = test
  await database.user.create({ data: user(1) })
  const other = await connectSqlite(test.url.slice('file:'.length))
  await other.executeScript('BEGIN IMMEDIATE')

  const before = performance.eventLoopUtilization()
  const writes = Promise.all([
    database.user.create({ data: user(2) }),
    database.$transaction([database.user.create({ data: user(3) }), database.user.create({ data: user(4) })]),
    database.$transaction((tx) => tx.user.create({ data: user(5) })),
  ])
  let written = false
  void writes.then(() => {
    written = true
  })
  expect(await database.user.count()).toBe(1)
  await sleep(300)
  expect(await database.user.count()).toBe(1)
  expect(written).toBe(false)
  // Blocking waits would take all of it.
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.9)
  await other.executeScript('ROLLBACK')
  await other.dispose()
  await writes
  expect(await database.user.count()).toBe(5)
})
