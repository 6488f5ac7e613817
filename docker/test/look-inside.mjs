// Runs in the server's image, as its user, beside the running server, and prints what there is as JSON.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Not of the image: what the kernel, or whoever runs it, puts there. */
const foreign = new Set(['/proc', '/sys', '/dev', '/etc/resolv.conf', '/etc/hosts', '/etc/hostname', '/run/.containerenv'])

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const entries = (folder) => {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

const writable = []
const files = []
function walk(folder) {
  for (const entry of entries(folder)) {
    const path = join(folder, entry.name)
    if (foreign.has(path) || entry.isSymbolicLink()) continue
    if (isWritable(path)) writable.push(path)
    else if (entry.isDirectory()) walk(path)
    if (path.startsWith('/parley/') && !path.startsWith('/parley/node_modules/')) files.push(path)
  }
}
walk('/')

const healthcheck = (PORT) => spawnSync('node', ['-e', process.env.HEALTHCHECK], { env: { ...process.env, PORT } }).status

process.stdout.write(JSON.stringify({
  user: process.getuid(),
  writable,
  files,
  packages: readdirSync('/parley/node_modules/.pnpm').map((name) => name.replace(/(?<=.)@.*/, '')),
  programs: process.env.PATH.split(':').flatMap((folder) =>
    ['npm', 'npx', 'pnpm', 'yarn', 'corepack'].filter((name) => existsSync(join(folder, name)))),
  healthcheck: { here: healthcheck(process.env.PORT), nobody: healthcheck('9') },
}))
// A tool that passes the output on may lose the end of it when the process is gone at once.
setTimeout(() => undefined, 1_000)
