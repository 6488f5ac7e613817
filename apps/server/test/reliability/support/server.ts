import type { GeminiEmulator } from '@parley/emulators'
import { startGeminiEmulator } from '@parley/emulators'
import type { Database } from '@parley/db'
import { createDatabase } from '@parley/db'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { isComplete, readEnv } from '../../../src/env.ts'
import type { StartOptions } from '../../../src/start.ts'
import { start } from '../../../src/start.ts'
import { environment } from './environment.ts'

/** The real server in this process: real HTTP, a real file, an emulator that answers as fast as it is read. */
export interface TestServer {
  url: string
  gemini: GeminiEmulator
  db: Database
  /** Of the database. */
  databaseUrl: string
  stop: () => Promise<void>
}

export interface TestServerOptions extends StartOptions {
  env?: Record<string, string>
  gemini?: Parameters<typeof startGeminiEmulator>[0]
}

/** Starts it; it ends with the test. */
export async function startTestServer(
  { env = {}, gemini: options, ...more }: TestServerOptions = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
  const databaseUrl = `file:${join(folder, 'parley.db')}`
  const gemini = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity }, ...options })
  const complete = readEnv(environment(gemini.url, { DATABASE_URL: databaseUrl, ...env }))
  if (!isComplete(complete)) throw new Error('The environment of the tests names a key')
  const opened = Promise.withResolvers<Database>()
  const openDatabase = more.openDatabase ?? createDatabase
  const server = await start(complete, {
    graceMs: 0,
    ...more,
    openDatabase: async (url) => {
      const db = await openDatabase(url)
      opened.resolve(db)
      return db
    },
  })
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => stopping ??= server.stop()
  onTestFinished(async () => {
    await stop()
    await gemini.close()
    await rm(folder, { recursive: true })
  })
  return { url: server.url, gemini, db: await opened.promise, databaseUrl, stop }
}
