import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'

const root = dirname(import.meta.dirname)
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json')

/** Makes the Prisma client in src/generated from prisma/schema.prisma. */
const { status, error } = spawnSync(
  process.execPath,
  [join(dirname(prismaPackage), 'build', 'index.js'), 'generate', '--no-hints', '--schema', 'prisma/schema.prisma'],
  {
    cwd: root,
    stdio: 'inherit',
    // `generate` never runs the schema engine, but Prisma's command line downloads one unless it is told of a file.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  },
)
if (error) throw error
process.exitCode = status ?? 1
