import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Real servers, on a machine that does other things too.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
