import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const tool = (name: string): string => join(root, 'node_modules/.bin', name)
let folder = ''
let tarball = ''

/** Fails the test with what the command printed, unless it exits with 0. */
async function run(command: string, args: string[], cwd = root): Promise<string> {
  const { code, stdout, stderr } = await promisify(execFile)(command, args, { cwd })
    .then((output) => ({ code: 0, ...output }), (error: { code: unknown, stdout: string, stderr: string }) => error)
  expect(code, `${command} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trpc-vue-query-'))
  tarball = join(folder, 'package.tgz')
  await run(tool('pnpm'), ['pack', '--out', tarball])
}, 300_000)

afterAll(() => rm(folder, { recursive: true }))

test('publint finds nothing', async () => {
  await run(tool('publint'), ['run', tarball, '--strict'])
}, 300_000)

test('its types resolve as its JavaScript does', async () => {
  await run(tool('attw'), [tarball, '--profile', 'esm-only', '--no-definitely-typed'])
}, 300_000)

test('a project outside the workspace type-checks and runs it', async () => {
  const project = join(folder, 'project')
  await mkdir(join(project, 'node_modules/trpc-vue-query'), { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', 'node_modules/trpc-vue-query', '--strip-components=1'], project)
  for (const peer of ['@tanstack', '@trpc', '@types', 'vue']) {
    await symlink(join(root, 'node_modules', peer), join(project, 'node_modules', peer))
  }
  await cp(join(root, 'test/consumer'), project, { recursive: true })
  const compilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, target: 'es2024', module: 'nodenext', types: ['node'],
  }
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }))
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  await run(tool('tsc'), ['-p', project])
  expect(await run(process.execPath, ['main.ts'], project)).toBe('[["greet"],{"type":"query"}]')
}, 300_000)
