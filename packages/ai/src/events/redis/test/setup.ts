import process from 'node:process'
import type { TestProject } from 'vitest/node'
import { noRedis } from './describe-with-redis.ts'
import { findRedisServer, startRedis } from './start-redis.ts'

/**
 * For `globalSetup` of vitest: a Redis for a whole project. Where there is none, its tests do not run and this is said
 * aloud; with CI set, that is a failure.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const program = findRedisServer(process.env)
  if (program === undefined) {
    if (process.env['CI']) throw new Error(noRedis)
    process.stderr.write(`\n*** NOT RUN: ${project.name}. ${noRedis} ***\n\n`)
    return () => Promise.resolve()
  }
  const redis = await startRedis(program)
  project.provide('redisUrl', redis.url)
  return async () => await redis[Symbol.asyncDispose]()
}
