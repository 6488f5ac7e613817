// `npm start`: sets up what is missing, builds the web app and serves everything. See README.
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, fail, install, root, run, workspaceEnv } from './workspace.mjs'

checkNode()
try {
  accessSync(root, constants.W_OK)
} catch {
  fail(`This folder cannot be written to: ${root}`)
}
await install()

const built = await run('turbo', ['run', 'build', 'generate', '--filter=@parley/web', '--filter=@parley/db', '--output-logs=errors-only', '--ui=stream'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (built !== 0) fail('The web app could not be built; `npx turbo run build` shows why.')

const envFile = join(root, '.env')
const server = spawn('node', [
  ...(existsSync(envFile) ? [`--env-file=${envFile}`] : []), '--disable-warning=ExperimentalWarning', join('apps', 'server', 'src', 'main.ts'),
], { cwd: root, env: workspaceEnv, stdio: 'inherit' })

// A terminal sends Ctrl-C to both; a supervisor sends its signal to this process only.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(signal === null ? code : 1))

// A signal sent to npm alone ends npm and its shell and never comes here: then this process has another parent.
const parent = process.ppid
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) server.kill('SIGTERM')
  }, 500).unref()
}
