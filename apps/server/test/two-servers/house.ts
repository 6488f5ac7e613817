import { describeWithRedis, startRedis } from '@parley/ai/testing/redis'
import type { TestRedis } from '@parley/ai/testing/redis'
import { startPostgresqlServer } from '@parley/db/testing'
import type { PostgresqlServer } from '@parley/db/testing'
import type { GeminiEmulator } from '@parley/emulators'
import { startGeminiEmulator } from '@parley/emulators'
import { afterAll, beforeAll } from 'vitest'
import type { ServerProcess } from '../../src/testing.ts'
import { startServerProcess } from '../../src/testing.ts'
import { environment } from '../reliability/support/environment.ts'

/** One PostgreSQL, one Redis and one model, for any number of servers. */
export interface House {
  redis: TestRedis
  postgresql: PostgresqlServer
  gemini: GeminiEmulator
  /** Starts a server; on the house's database unless said otherwise. */
  startServer: (databaseUrl?: string) => Promise<ServerProcess>
  /** Two servers that run: those of the test before, where it left them alive. */
  twoServers: () => Promise<{ a: ServerProcess, b: ServerProcess }>
}

/** Tests on a house, which stands when they run. */
export function describeWithHouse(name: string, body: (house: () => House) => void): void {
  describeWithRedis(name, (program) => {
    let postgresql: PostgresqlServer
    let house: House
    const servers = new Set<ServerProcess>()

    beforeAll(async () => {
      postgresql = await startPostgresqlServer()
      const redis = await startRedis(program)
      const gemini = await startGeminiEmulator()
      const startServer = async (databaseUrl = postgresql.url): Promise<ServerProcess> => {
        const env = environment(gemini.url, { DATABASE_URL: databaseUrl, REDIS_URL: redis.url })
        const server = await startServerProcess(env)
        if (server.url === undefined) throw new Error(`A server did not start: ${server.output()}`)
        servers.add(server)
        void server.exited.then(() => servers.delete(server))
        return server
      }
      const twoServers = async (): ReturnType<House['twoServers']> => {
        const [first, second] = servers
        const [a, b] = await Promise.all([first ?? startServer(), second ?? startServer()])
        return { a, b }
      }
      house = { redis, postgresql, gemini, startServer, twoServers }
    })
    afterAll(async () => {
      await Promise.all([...servers].map((server) => server.stop('SIGKILL')))
      await house.gemini.close()
      await house.redis[Symbol.asyncDispose]()
      await postgresql.stop()
    })

    body(() => house)
  })
}
