import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // No test here leaves anything behind in its process: loading all anew for each file costs more than most.
    isolate: false,
    // Several servers are on PostgreSQL: vitest.shared.config.ts.
    exclude: [...configDefaults.exclude, 'src/generation/redis.test.ts', 'src/generation/starved.test.ts'],
    // Real databases on a machine that does other things too.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
