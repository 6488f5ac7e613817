import process from 'node:process'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/migrations/migrate.ts'
import { onServer, templateName } from '../src/testing/postgresql-databases.ts'
import { shareInRun } from '../src/testing/share-in-run.ts'
import { startPostgresqlServer } from '../src/testing/postgresql-server.ts'
import type { PostgresqlServer } from '../src/testing/postgresql-server.ts'

/**
 * For `globalSetup` of vitest: one PostgreSQL for all projects of the run. Where it cannot run, nothing is tested on
 * it, which is said; with CI set, that is a failure.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: PostgresqlServer
  try {
    server = await shareInRun('postgresql', startMigratedServer)
  } catch (error) {
    if (process.env['CI']) throw error
    process.stderr.write(`\n*** PostgreSQL cannot run here: NOTHING IS TESTED ON IT. ***\n${String(error)}\n\n`)
    return () => Promise.resolve()
  }
  project.provide('postgresqlUrl', server.url)
  return server.stop
}

async function startMigratedServer(): Promise<PostgresqlServer> {
  const server = await startPostgresqlServer()
  await onServer(server.url, `CREATE DATABASE ${templateName}`)
  await migrate(new URL(templateName, server.url).href)
  return server
}
