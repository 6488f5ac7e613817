import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createDatabase } from '@parley/db'
import type { Database } from '@parley/db'
import { createTestDatabase } from '@parley/db/testing'
import { expect, inject, onTestFinished, test } from 'vitest'
import { pause } from './pause.ts'
import { wholeReply } from './test/whole-reply.ts'
import type { KilledProcessLine } from './test/whole-reply.ts'

const script = join(import.meta.dirname, 'test', 'killed-process.ts')
const rounds = 4

/** Runs the process on the database until it has acknowledged some sends, and a little longer; returns what it said. */
async function runAndKill(url: string, round: number): Promise<KilledProcessLine[]> {
  const child = spawn(process.execPath, [script, url, inject('redisUrl') ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines: KilledProcessLine[] = []
  const reading = (async () => {
    for await (const line of createInterface(child.stdout)) lines.push(JSON.parse(line) as KilledProcessLine)
  })()
  await expect.poll(() => lines.filter(({ type }) => type === 'acknowledged').length, { timeout: 25_000 }).toBeGreaterThan(3)
  await pause(round * 70 + Math.random() * 100)
  child.kill('SIGKILL')
  const [code, signal] = await exited as [number | null, string | null]
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  await reading
  return lines
}

/** PostgreSQL may still run what a dead client has sent, until it finds out that it is dead. */
async function disconnected(db: Database): Promise<void> {
  if (db.provider === 'sqlite') return
  await expect.poll(() => db.$queryRaw`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'killed'`).toEqual([])
}

test('a process that is killed again and again loses nothing that it said', async () => {
  const { database, url, dispose } = await createTestDatabase()
  onTestFinished(dispose)
  await database.user.create({ data: { id: 1n, firstName: 'Ada' } })
  const chats = Array.from({ length: 6 }, () => ({ id: crypto.randomUUID(), userId: 1n, title: 'T' }))
  await database.chat.createMany({ data: chats })

  const said: KilledProcessLine[] = []
  const running: number[] = []
  for (let round = 0; round < rounds; round++) {
    const lines = await runAndKill(database.provider === 'sqlite' ? url : `${url}?application_name=killed`, round)
    expect(lines[0]).toEqual({ type: 'recovered', count: running.at(-1) ?? 0 })
    await disconnected(database)
    running.push(await database.generation.count())
    said.push(...lines)
  }
  expect(running.some((count) => count > 0), 'replies were running when the process was killed').toBe(true)

  const db = await createDatabase(url)
  onTestFinished(() => db.$disconnect())
  if (db.provider === 'sqlite') {
    expect(await db.$queryRawUnsafe('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  }
  const messages = await db.message.findMany({ include: { children: true } })
  const byId = new Map(messages.map((message) => [message.id, message]))
  for (const line of said) {
    if (line.type === 'recovered') continue
    const message = byId.get(line.messageId)
    expect(message).toMatchObject({ role: 'user', text: 'Go on' })
    expect(message?.children.map(({ id }) => id)).toEqual([line.replyId])
    if (line.type === 'finished') expect(byId.get(line.replyId)).toMatchObject({ status: 'done', text: wholeReply })
  }
  const leases = await db.generation.findMany()
  for (const reply of messages.filter(({ role }) => role === 'assistant')) {
    expect(wholeReply.startsWith(reply.text)).toBe(true)
    expect(reply.parts).toEqual(reply.text === '' ? [] : [{ type: 'text', text: reply.text }])
    // Only the last process's replies are still to be recovered.
    if (reply.status === 'running') expect(leases.map(({ replyId }) => replyId)).toContain(reply.id)
    else expect(['done', 'interrupted']).toContain(reply.status)
    if (reply.status === 'done') expect(reply.text).toBe(wholeReply)
  }
  expect(new Set(leases.map(({ chatId }) => chatId)).size).toBe(leases.length)
}, 120_000)
