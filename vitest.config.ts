import { defineConfig } from 'vitest/config'

/** One run over every package's own tests. */
export default defineConfig({
  test: { projects: ['packages/*', 'apps/*', 'tooling/*'], passWithNoTests: false, maxWorkers: 2 },
})
