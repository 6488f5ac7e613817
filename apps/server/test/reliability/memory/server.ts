/** The real server, which on SIGUSR2 lets go of what it can and says how much it still holds. Needs --expose-gc. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isComplete, readProcessEnv } from '../../../src/env.ts'
import { start } from '../../../src/start.ts'

const env = readProcessEnv()
if (!isComplete(env)) throw new Error('The environment of the tests names a key')
const server = await start(env, { graceMs: 0 })

process.on('SIGUSR2', () => void sayHeap())
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.stdout.write(`running at ${server.url}\n`)

async function sayHeap(): Promise<void> {
  for (let n = 0; n < 5; n++) {
    globalThis.gc?.()
    // What is collected may let go of more a moment later: sockets that close, promises that settle.
    await sleep(50)
  }
  const { heapUsed, external } = process.memoryUsage()
  process.stdout.write(`heap ${heapUsed + external}\n`)
}
