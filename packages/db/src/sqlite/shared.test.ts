import { readdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { createEmptyDatabase } from '../testing/testing.ts'
import { connectSharedSqlite } from './shared.ts'

test('where it cannot be opened to read, it is not left open to write', async () => {
  const database = await createEmptyDatabase('sqlite')
  const path = database.url.slice('file:'.length)
  const opened = connectSharedSqlite(path, async () => {
    throw new Error('too many open files')
  })
  await expect(opened).rejects.toMatchObject({ name: 'DatabaseError', kind: 'open', message: expect.stringContaining('too many open files') as string })
  // The log goes away with the last connection.
  expect(await readdir(dirname(path))).toEqual([basename(path)])
  await database[Symbol.asyncDispose]()
})
