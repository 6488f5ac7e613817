import { copyFile, mkdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GeminiEmulator } from '@parley/emulators'
import type { ServerProcess } from '../../../src/testing.ts'
import { startServerProcess } from '../../../src/testing.ts'
import { environment } from '../support/environment.ts'
import type { FileState } from '../support/rows.ts'
import { readFile } from '../support/rows.ts'

/** Servers on one file, one after the other. */
export interface House {
  gemini: GeminiEmulator
  url: () => string
  /** Ends the process in the middle of whatever it does. Resolves to the file as it left it. */
  kill: () => Promise<FileState>
  /** Starts a server and kills it after so many milliseconds, be it ready or not. */
  startAndKill: (afterMs: number) => Promise<void>
  start: () => Promise<void>
  read: () => FileState
}

/** A house in this folder, with no server yet. */
export function createHouse(folder: string, gemini: GeminiEmulator): House {
  const path = join(folder, 'parley.db')
  const env = environment(gemini.url, { DATABASE_URL: `file:${path}`, NODE_ENV: 'development' })
  let server: ServerProcess | undefined

  return {
    gemini,
    url: () => {
      if (server?.url === undefined) throw new Error(`No server runs. It said: ${server?.output()}`)
      return server.url
    },
    kill: async () => {
      await server?.stop('SIGKILL')
      return await readCopy(path, join(folder, 'dead'))
    },
    startAndKill: async (afterMs) => {
      const kill = new AbortController()
      const starting = startServerProcess(env, { signal: kill.signal })
      await sleep(afterMs)
      kill.abort()
      await (await starting).exited
    },
    start: async () => {
      server = await startServerProcess(env)
      if (server.url === undefined) throw new Error(`The server did not start: ${server.output()}`)
    },
    read: () => readFile(path),
  }
}

/** Reads a copy, so that it is the next server that has to recover the file. */
async function readCopy(path: string, folder: string): Promise<FileState> {
  await mkdir(folder)
  try {
    const copy = join(folder, 'copy.db')
    await copyFile(path, copy)
    if (existsSync(`${path}-wal`)) await copyFile(`${path}-wal`, `${copy}-wal`)
    return readFile(copy)
  } finally {
    await rm(folder, { recursive: true })
  }
}
