// Runs on whatever Node the user has (20.19 or later): plain JavaScript, no dependency.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.parley-installed')

/** The environment in which the workspace's own Node, pnpm and turbo are the ones found first. */
export const workspaceEnv = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  // Nobody who tries Parley has agreed to tell a build tool's vendor about it.
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}

/** Ends the process with one line for a person. */
export function fail(reason) {
  process.stderr.write(`\n${reason}\n`)
  process.exit(1)
}

/** Refuses a Node that cannot even install the rest. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) fail(`Parley needs Node 20.19 or later; this is ${process.versions.node}.`)
}

/**
 * Runs a command to its end. Its output goes where `stdio` says; resolves to its exit code. A `patient` one lets others
 * go first.
 */
export function run(command, args, { env = workspaceEnv, stdio = 'inherit', cwd = root, patient = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio, shell: process.platform === 'win32' })
    if (patient && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal === null ? code : 1))
  })
}

/** Installs what the lockfile names, unless that is what is installed already. */
export async function install() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stdout.write('Installing (once, about a minute)…\n')
  const { node, pnpm } = versions()
  const code = await run('npx', [
    '--yes', '--package', `node@${node}`, '--package', `pnpm@${pnpm}`, 'pnpm', 'install', '--frozen-lockfile', '--reporter=append-only',
  ], { env: { ...process.env, npm_config_loglevel: 'error' }, stdio: ['ignore', 'ignore', 'inherit'] })
  if (code !== 0) fail('The install failed; the reason stands above. Parley needs the npm registry the first time.')
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** The versions of Node and pnpm stand once, in the catalog. */
function versions() {
  const catalog = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const read = (pattern) => pattern.exec(catalog)?.[1] ?? fail('pnpm-workspace.yaml names no version of Node or pnpm.')
  return { node: read(/^ {2}node-bin: npm:node@(\S+)$/m), pnpm: read(/^ {2}pnpm: (\S+)$/m) }
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(readFileSync(join(root, file)))
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}
