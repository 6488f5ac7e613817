import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const peersFolder = join(import.meta.dirname, '..', 'peers')

/** A server that runs in a process of its own. */
export interface Peer {
  url: string
  pid: number
  /** What it wrote until it was ready. */
  output: string
  stop: () => Promise<void>
}

/** How long a peer may take to end when it is asked to, milliseconds. */
const patienceMs = 5_000

/**
 * Starts a Node process with these arguments and this environment alone, and waits until it writes what `ready`
 * matches, whose first group is given as the URL. What it writes after that is read and dropped. Rejects with its
 * output when it ends before that.
 */
export async function startProcess(
  args: string[],
  { name, env, ready }: { name: string, env: Record<string, string>, ready: RegExp },
): Promise<Peer> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const found = Promise.withResolvers<string>()
  let output = ''
  const listen = (data: Buffer): void => {
    output += data.toString('utf8')
    const url = ready.exec(output)?.[1]
    if (url !== undefined) found.resolve(url)
  }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', listen)
  // A benchmark that is broken off takes its servers with it.
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)
  const ended = once(child, 'close').finally(() => process.off('exit', end))
  void ended.then(() => found.reject(new Error(`${name} ended before it was ready:\n${output}`)))
  const url = await found.promise
  for (const stream of [child.stdout, child.stderr]) stream.off('data', listen).resume()
  return {
    url,
    pid: child.pid ?? Number.NaN,
    output,
    stop: async () => {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(force)
    },
  }
}

/** Starts `peers/NAME.ts`, which takes `settings` as JSON and writes `listening at URL` when it is ready. */
export async function startPeer(name: string, settings: object): Promise<Peer> {
  return await startProcess([join(peersFolder, `${name}.ts`), JSON.stringify(settings)], {
    name,
    env: { NODE_ENV: 'production' },
    ready: /listening at (\S+)\n/,
  })
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
