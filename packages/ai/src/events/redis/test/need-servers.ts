/** For `setupFiles` of a project that runs on PostgreSQL and Redis: nothing of it runs where one of them is missing. */
import { beforeEach, inject } from 'vitest'

beforeEach(({ skip }) => {
  for (const name of ['postgresqlUrl', 'redisUrl'] as const) {
    skip((inject(name) as string | undefined) === undefined, `${name}: the setup has said why there is none`)
  }
})
