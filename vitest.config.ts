import { defineConfig } from 'vitest/config'

/** One run over every package's own tests; `vitest.shared.config.ts` has those that run on PostgreSQL and Redis too. */
export default defineConfig({
  test: { projects: ['packages/*', 'packages/*/vitest.shared.config.ts', 'apps/*', 'tooling/*'], passWithNoTests: false },
})
