import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProviderName } from '../provider.ts'

/** The text of the schema for one kind of database. prisma/schema.prisma is the one that people write, for SQLite. */
export async function readSchema(provider: ProviderName): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'prisma', 'schema.prisma'), 'utf8')
  return provider === 'sqlite' ? text : forPostgresql(text)
}

function forPostgresql(text: string): string {
  return text
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('generated/sqlite', 'generated/postgresql')
    // JSONB would change the order of keys and refuse halves of characters; parts are kept as they came.
    .replaceAll(/^( +\w+ +Json\??)( )/gm, '$1 @db.Json$2')
}
