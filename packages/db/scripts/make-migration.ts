import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { migrate } from '../src/migrations/migrate.ts'
import { missingFromSchema } from '../src/migrations/schema.ts'
import { providerOf } from '../src/provider.ts'
import { startPostgresqlServer } from '../src/testing/postgresql-server.ts'

/** Writes the migrations that lead from those so far to prisma/schema.prisma: `pnpm migration add_ratings`. */
const name = process.argv[2]
if (!name || !/^[a-z\d_]+$/.test(name)) {
  console.error('Give the migration a name of small letters, digits and underscores, such as add_ratings.')
  process.exit(1)
}
const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)

const scratch = await mkdtemp(join(tmpdir(), 'parley-migration-'))
const server = await startPostgresqlServer()
try {
  for (const url of [`file:${join(scratch, 'scratch.db')}`, server.url]) {
    const provider = providerOf(url)
    await migrate(url)
    const script = await missingFromSchema(url)
    if (script === '') {
      console.log(`The migrations for ${provider.name} say what the schema says: there is nothing to write.`)
      continue
    }
    const folder = join(provider.migrationsFolder, `${stamp}_${name}`)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'migration.sql'), `${script}\n`)
    console.log(`Wrote ${folder}/migration.sql: read it, then commit it.`)
    if (/DROP TABLE "Message"/.test(script)) {
      console.log('It makes Message anew, which drops the triggers of the search: copy them from the migration "search".')
    }
  }
} finally {
  await server.stop()
  await rm(scratch, { recursive: true })
}
