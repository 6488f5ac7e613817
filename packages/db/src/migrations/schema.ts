import { providerOf } from '../provider.ts'
import type { ProviderName } from '../provider.ts'
import { diffToSchema } from './engine.ts'
import { readSchema } from './schema-text.ts'

/** Objects that a migration wrote by hand because Prisma cannot describe them, such as full-text search tables. */
const handWrittenTables: Record<ProviderName, string[]> = {
  sqlite: [
    'SearchQueue', 'SearchEntry', 'SearchTokens',
    ...['data', 'idx', 'content', 'docsize', 'config'].map((part) => `SearchTokens_${part}`),
  ],
  postgresql: ['public.SearchQueue', 'public.SearchEntry'],
}

/** The SQL that the database behind `url` lacks to be what prisma/schema.prisma says; empty when they agree. */
export async function missingFromSchema(url: string): Promise<string> {
  const { name, connect } = providerOf(url)
  const schema = await readSchema(name)
  const connection = await connect()
  try {
    const script = await diffToSchema(connection, schema, handWrittenTables[name])
    if (script.trim() === '-- This is an empty migration.') return ''
    return quoteJsonDefaults(script).trim()
  } finally {
    await connection.dispose()
  }
}

/** The engine writes the default of a JSON column without quotes, which no database takes. */
function quoteJsonDefaults(script: string): string {
  return script.replaceAll(/(JSONB?[^,\n]* DEFAULT )(\{.*?\}|\[.*?\])/g, (_, before: string, json: string) => `${before}'${json}'`)
}
