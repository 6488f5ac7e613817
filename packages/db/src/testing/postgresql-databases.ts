import { inject } from 'vitest'
import { connectPostgresql } from '../postgresql/connect.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that test/setup.ts started. */
    postgresqlUrl: string
  }
}

/** A migrated database; each test gets a copy. */
export const templateName = 'parley_template'

/** The URL of the server that the setup started; undefined when there is none. */
export function testServerUrl(): string | undefined {
  return inject('postgresqlUrl') as string | undefined
}

/** Runs one statement on the server's own database. */
export async function onServer(url: string, statement: string): Promise<void> {
  const connection = await connectPostgresql(url, 'single')
  try {
    await connection.executeScript(statement)
  } finally {
    await connection.dispose()
  }
}

/** Makes a database and returns its URL and what drops it. `migrated`: with all tables, else empty. */
export async function makePostgresqlDatabase({ migrated }: { migrated: boolean }) {
  const server = testServerUrl()
  if (server === undefined) throw new Error('No PostgreSQL: add the globalSetup of @parley/db to vitest.config.ts.')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(server, `CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${templateName}` : ''}`)
  return {
    url: new URL(name, server).href,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}
