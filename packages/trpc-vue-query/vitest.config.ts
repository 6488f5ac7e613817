import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Generous, for a busy machine: nothing waits longer than it has to.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
  },
})
