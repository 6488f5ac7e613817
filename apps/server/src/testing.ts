import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ownMain = fileURLToPath(new URL('main.ts', import.meta.url))

export interface ServerProcess {
  /** Where it answers; undefined when it ended before it did. */
  url: string | undefined
  pid: number | undefined
  /** Everything that it wrote so far. */
  output: () => string
  /** Sends a signal and waits for the end. Resolves to the exit code, null after a deadly signal. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
  /** Resolves to the exit code when the process ends. */
  exited: Promise<number | null>
}

export interface ServerProcessOptions {
  /** Kills the process (SIGKILL) when it is aborted, even before it answers. */
  signal?: AbortSignal
  /** What runs instead of the server's own main file, and Node's options before it. */
  main?: string
  nodeOptions?: string[]
}

/**
 * Starts the real server as a process of its own, on a free port, and waits until it answers or has ended. Only what
 * `env` names is in its environment. Without DATABASE_URL it gets an empty database, deleted at its end.
 */
export async function startServerProcess(
  env: Record<string, string> = {},
  { signal, main = ownMain, nodeOptions = [] }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-server-'))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...nodeOptions, main], {
    env: { NODE_ENV: 'development', PORT: '0', DATABASE_URL: `file:${join(folder, 'parley.db')}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  signal?.addEventListener('abort', kill, { once: true })
  let output = ''
  let answers = false
  const url = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      // A server that is under load for minutes writes much.
      if (answers) return
      const found = /(?:running at |"local":")(http:\/\/[^\s"]+)/.exec(output)?.[1]
      if (found === undefined) return
      answers = true
      url.resolve(found)
    })
  }
  const exited = once(child, 'close').then(async ([code]: unknown[]) => {
    signal?.removeEventListener('abort', kill)
    await rm(folder, { recursive: true, force: true })
    return typeof code === 'number' ? code : null
  })
  return {
    url: await Promise.race([url.promise, exited.then(() => undefined)]),
    pid: child.pid,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return await exited
    },
    exited,
  }
}
