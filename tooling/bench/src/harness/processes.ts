import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const peersFolder = join(import.meta.dirname, '..', 'peers')

/** A server that runs in a process of its own. */
export interface Peer {
  url: string
  stop: () => Promise<void>
}

/** How long a peer may take to end when it is asked to, milliseconds. */
const patienceMs = 5_000

/**
 * Starts `peers/NAME.ts`, which takes `settings` as JSON and writes `listening at URL` when it is ready. Rejects with
 * its output when it ends before that.
 */
export async function startPeer(name: string, settings: object): Promise<Peer> {
  const child = spawn(process.execPath, [join(peersFolder, `${name}.ts`), JSON.stringify(settings)], {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const url = /listening at (\S+)\n/.exec(output)?.[1]
      if (url !== undefined) ready.resolve(url)
    })
  }
  const ended = once(child, 'close')
  void ended.then(() => ready.reject(new Error(`${name} ended before it was ready:\n${output}`)))
  return {
    url: await ready.promise,
    stop: async () => {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(force)
    },
  }
}

/** Runs `work`, and then whatever it handed to `onEnd`, the last first, also when it fails. */
export async function withCleanUp<Result>(
  work: (onEnd: (stop: () => Promise<unknown>) => void) => Promise<Result>,
): Promise<Result> {
  const stops: (() => Promise<unknown>)[] = []
  try {
    return await work((stop) => stops.push(stop))
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}
