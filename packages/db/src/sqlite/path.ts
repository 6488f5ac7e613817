import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseError, messageOf } from '../errors.ts'

/**
 * The absolute path of a `file:` URL. `file:./data/parley.db` is relative to the working directory of the process,
 * `file:/srv/parley.db` and `file:///srv/parley.db` are absolute.
 */
export function sqlitePath(url: string): string {
  const rest = url.slice('file:'.length)
  if (rest.includes('?')) {
    throw new DatabaseError('url', 'The URL of a SQLite database takes no parameters: leave out what follows "?".')
  }
  if (rest === '' || rest === ':memory:') {
    throw new DatabaseError('url', 'The URL of a SQLite database names a file, such as file:./data/parley.db.')
  }
  if (!rest.startsWith('//')) return resolve(rest)
  try {
    return fileURLToPath(url)
  } catch (cause) {
    throw new DatabaseError('url', `Not a file URL: ${messageOf(cause)}.`, { cause })
  }
}

/** Makes the folder that the file stands in. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (cause) {
    throw new DatabaseError('open', `Cannot make the folder of ${path}: ${messageOf(cause)}.`, { cause })
  }
}
