import { defineConfig } from 'vitest/config'

/** What vitest.config.ts runs on SQLite and in memory, on what several servers share. */
export default defineConfig({
  test: {
    name: '@parley/ai on PostgreSQL and Redis',
    include: ['src/chat/{send,statements}.test.ts', 'src/generation/{background,over-http}.test.ts'],
    globalSetup: ['@parley/db/testing/setup', './src/events/redis/test/setup.ts'],
    setupFiles: ['./src/events/redis/test/need-servers.ts'],
    provide: { testProvider: 'postgresql' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
