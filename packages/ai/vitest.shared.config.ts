import { configDefaults, defineConfig } from 'vitest/config'

/** What vitest.config.ts runs on SQLite and in memory, on what several servers share. */
export default defineConfig({
  test: {
    name: '@parley/ai on PostgreSQL and Redis',
    include: ['src/{chat,generation}/**/*.test.ts', 'src/create-assistant.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      // What PostgreSQL has committed is on the disk: only SQLite's rows wait for it beside the event loop.
      'src/generation/durable.test.ts',
      // No database in them.
      'src/generation/checkpoints.test.ts',
      'src/generation/draft.test.ts',
      'src/generation/heartbeats.test.ts',
      'src/chat/preview.test.ts',
    ],
    globalSetup: ['@parley/db/testing/setup', './src/events/redis/test/setup.ts'],
    setupFiles: ['./src/events/redis/test/need-servers.ts'],
    provide: { testProvider: 'postgresql' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
