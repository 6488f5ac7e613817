import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A real redis-server, empty, on a free port of this machine. */
export interface TestRedis extends AsyncDisposable {
  url: string
  /** Ends it, keeping nothing; `SIGSTOP` only silences it, until `SIGCONT`. */
  stop: (signal?: NodeJS.Signals) => Promise<void>
  /** Starts it again on the same port, unless it runs. */
  start: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
}

/** The program: `REDIS_SERVER_PATH`, or `redis-server` where PATH says. Undefined when there is none. */
export function findRedisServer(env: Record<string, string | undefined>): string | undefined {
  const given = env['REDIS_SERVER_PATH']
  const places = given === undefined || given === ''
    ? (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'))
    : [given]
  return places.find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Starts the redis-server `program` in a folder of its own. */
export async function startRedis(program: string): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    if (child !== undefined) return
    const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', 'stop-writes-on-bgsave-error': 'no' }
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] })
    await ready(child)
  }

  async function stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (child === undefined) return
    const ended = once(child, 'close')
    child.kill(signal)
    child = undefined
    await ended
  }

  process.once('exit', () => child?.kill('SIGKILL'))
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    signal: (signal) => child?.kill(signal),
    [Symbol.asyncDispose]: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('Ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`redis-server ended: ${output}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
