import process from 'node:process'
import { restoreSqlite } from '../src/backup/restore.ts'
import { messageOf } from '../src/errors.ts'

/** `pnpm db:restore backups/monday.db`: puts a backup in the place of the SQLite database of DATABASE_URL. */
const [backup] = process.argv.slice(2)
const url = process.env['DATABASE_URL'] ?? 'file:.data/parley.db'
if (backup === undefined || !url.startsWith('file:')) {
  console.error('Say which backup: pnpm db:restore backups/monday.db. PostgreSQL is restored by pg_restore.')
  process.exit(2)
}
try {
  const before = await restoreSqlite(url, backup)
  console.log(`Restored.${before === null ? '' : ` The database before it is now ${before}: delete it when all is well.`}`)
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
