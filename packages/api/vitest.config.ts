import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // No test here leaves anything behind in its process: loading all anew for each file costs more than most.
    isolate: false,
  },
})
