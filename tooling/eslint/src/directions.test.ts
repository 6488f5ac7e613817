import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'
import { environmentRules, importRules } from './directions.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  baseConfig: [
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@typescript-eslint': tseslint.plugin } },
    ...importRules,
    ...environmentRules,
  ] as ESLint.Options['baseConfig'],
})

async function refusals(filePath: string, code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: `${root}${filePath}` })
  return result?.errorCount ?? Number.NaN
}

describe('import directions', () => {
  test.each([
    ['packages/telegram/src/x.ts', `import { createDatabase } from '@parley/db'`],
    ['packages/bot/src/x.ts', `import { verify } from '@parley/telegram'`],
    ['packages/api/src/x.ts', `import { createBot } from '@parley/bot'`],
    ['packages/db/src/x.ts', `import { ModelError } from '@parley/ai'`],
    ['packages/ai/src/x.ts', `import { appRouter } from '@parley/api'`],
    ['packages/ai/src/x.ts', `import { startGeminiEmulator } from '@parley/emulators'`],
    ['packages/api/src/x.ts', `import { readEnv } from '@parley/server'`],
    ['packages/trpc-vue-query/src/x.ts', `import type { AppRouter } from '@parley/api'`],
    ['apps/server/src/x.ts', `import { withDemo } from './dev/demo.ts'`],
    ['apps/server/src/x.ts', `const emulators = await import('@parley/emulators')`],
    ['apps/web/src/x.ts', `import { appRouter } from '@parley/api'`],
    ['apps/web/src/x.ts', `import type { Database } from '@parley/db'`],
    ['apps/web/src/x.ts', `const api = await import('@parley/api')`],
    ['packages/ai/src/x.ts', `import { x } from '../../db/src/index.ts'; import y from '../../../packages/db/src/x.ts'`],
    ['packages/ai/src/x.ts', `import { x } from '@parley/db/src/client.ts'`],
  ])('%s may not say: %s', async (file, code) => {
    expect(await refusals(file, code)).toBeGreaterThan(0)
  })

  test.each([
    ['packages/ai/src/x.ts', `import { createDatabase } from '@parley/db'`],
    ['packages/ai/src/x.test.ts', `import { startGeminiEmulator } from '@parley/emulators'`],
    ['packages/ai/src/x.test.ts', `import { createTestDatabase } from '@parley/db/testing'`],
    ['packages/api/src/x.ts', `import { createAssistant } from '@parley/ai'`],
    ['apps/server/src/x.ts', `import { createBot } from '@parley/bot'`],
    ['packages/bot/src/x.test.ts', `import { startBotApiEmulator } from '@parley/emulators'`],
    ['apps/server/src/dev/x.ts', `import { startGeminiEmulator } from '@parley/emulators'`],
    ['apps/server/src/x.ts', `const dev = await import('./dev/demo.ts')`],
    ['apps/web/src/x.ts', `import type { AppRouter } from '@parley/api'`],
    ['apps/web/src/x.ts', `import { createTRPCOptionsProxy } from 'trpc-vue-query'`],
    ['apps/web/src/chat/x.ts', `import { useTrpc } from '../api/trpc.ts'`],
  ])('%s may say: %s', async (file, code) => {
    expect(await refusals(file, code)).toBe(0)
  })
})

describe('the environment', () => {
  test('is read in an app\'s env.ts and nowhere else', async () => {
    expect(await refusals('apps/server/src/env.ts', 'export const port = process.env.PORT')).toBe(0)
    expect(await refusals('apps/server/src/x.ts', 'export const port = process.env.PORT')).toBe(1)
    expect(await refusals('packages/ai/src/x.ts', 'export const port = process.env.PORT')).toBe(1)
  })
})
