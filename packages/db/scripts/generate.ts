import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { readSchema } from '../src/migrations/schema-text.ts'

const root = dirname(import.meta.dirname)
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json')

/** Makes the Prisma client in src/generated/NAME from the schema at `path`. */
async function generate(path: string): Promise<void> {
  const prisma = spawn(
    process.execPath,
    [join(dirname(prismaPackage), 'build', 'index.js'), 'generate', '--no-hints', '--schema', path],
    {
      cwd: root,
      stdio: 'inherit',
      // `generate` never runs the schema engine, but Prisma's command line downloads one unless it is told of a file.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1',
      },
    },
  )
  const [code] = await once(prisma, 'exit')
  if (code !== 0) process.exitCode = 1
}

const derived = join(root, 'src', 'generated', 'schema', 'postgresql.prisma')
await mkdir(dirname(derived), { recursive: true })
// Its output folder is relative to the schema.
await writeFile(derived, (await readSchema('postgresql')).replace('../src/generated/', '../'))
await Promise.all([generate('prisma/schema.prisma'), generate(derived)])
