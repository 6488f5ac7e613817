import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { providerOf } from '../provider.ts'
import { diffToSchema } from './engine.ts'

/** Objects that a migration wrote by hand because Prisma cannot describe them, such as full-text search tables. */
const handWrittenTables = [
  'SearchQueue', 'SearchEntry', 'SearchTokens',
  ...['data', 'idx', 'content', 'docsize', 'config'].map((part) => `SearchTokens_${part}`),
]

/** The SQL that the database behind `url` lacks to be what prisma/schema.prisma says; empty when they agree. */
export async function missingFromSchema(url: string): Promise<string> {
  const schema = await readFile(join(import.meta.dirname, '..', '..', 'prisma', 'schema.prisma'), 'utf8')
  const connection = await providerOf(url).connect()
  try {
    const script = await diffToSchema(connection, schema, handWrittenTables)
    if (script.trim() === '-- This is an empty migration.') return ''
    return quoteJsonDefaults(script).trim()
  } finally {
    await connection.dispose()
  }
}

/** The engine writes the default of a JSON column without quotes, which SQLite refuses. */
function quoteJsonDefaults(script: string): string {
  return script.replaceAll(/(JSONB[^,\n]* DEFAULT )(\{.*?\}|\[.*?\])/g, (_, before: string, json: string) => `${before}'${json}'`)
}
