import process from 'node:process'
import { backupSqlite } from '../src/backup/backup.ts'
import { messageOf } from '../src/errors.ts'

/** `pnpm db:backup backups/monday.db`: copies the SQLite database of DATABASE_URL while the server runs. */
const [destination] = process.argv.slice(2)
const url = process.env['DATABASE_URL'] ?? 'file:.data/parley.db'
if (destination === undefined || !url.startsWith('file:')) {
  console.error('Say where the backup goes: pnpm db:backup backups/monday.db. PostgreSQL is backed up by pg_dump.')
  process.exit(2)
}
try {
  await backupSqlite(url, destination)
  console.log(`The backup ${destination} is written and sound.`)
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}
