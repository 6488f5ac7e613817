// Asks the configured registry for advisories about what production installs: a high or critical one is a failure. A
// registry that cannot be reached, or has no such list, is none, but it is told: nothing was checked then.
import { spawnSync } from 'node:child_process'
import { root, workspaceEnv } from './workspace.mjs'

const { status, stdout, stderr } = spawnSync('pnpm', ['audit', '--prod', '--audit-level', 'high', ...process.argv.slice(2)], {
  cwd: root, env: workspaceEnv, encoding: 'utf8', timeout: 60_000,
})
process.stdout.write(`${stdout}${stderr}`)
const isAway = status === null || /ERR_PNPM_AUDIT_(BAD_RESPONSE|REQUEST)|error sending request/.test(stderr)
if (isAway) process.stdout.write('*** The registry gives no advisories here: NO DEPENDENCY IS AUDITED.\n')
process.exitCode = isAway ? 0 : status
