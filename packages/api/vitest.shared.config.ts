import { defineConfig } from 'vitest/config'

/** What vitest.config.ts runs on SQLite and in memory, on what several servers share. */
export default defineConfig({
  test: {
    name: '@parley/api on PostgreSQL and Redis',
    include: ['src/**/*.test.ts'],
    globalSetup: ['@parley/db/testing/setup', '@parley/ai/testing/redis-setup'],
    setupFiles: ['@parley/ai/testing/need-servers'],
    provide: { testProvider: 'postgresql' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
