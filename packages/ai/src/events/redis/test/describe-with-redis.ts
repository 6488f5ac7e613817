import { describe, expect, test } from 'vitest'
import { findRedisServer } from './start-redis.ts'

/** What a machine without it is told. */
export const noRedis = 'There is no redis-server: install it (Debian: apt-get install redis-server) or set REDIS_SERVER_PATH.'

/**
 * Tests that need a real Redis; `program` starts one. Without it they are not run, which is said aloud, and which is a
 * failure where CI is set.
 */
export function describeWithRedis(name: string, body: (program: string) => void): void {
  const program = findRedisServer(process.env)
  if (program !== undefined) {
    describe(name, () => body(program))
  } else if (process.env['CI']) {
    test(name, () => expect.fail(noRedis))
  } else {
    process.stderr.write(`\nNOT RUN: ${name}. ${noRedis}\n\n`)
    describe.skip(name, () => {
      test('needs redis-server', () => undefined)
    })
  }
}
