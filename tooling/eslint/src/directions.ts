import type { Linter } from 'eslint'

/**
 * Who may import whom, by workspace folder. What is not named is refused; `types` may be imported by `import type`
 * only. Tests, benchmarks and development tools may also use what stands under `tests`.
 */
export const directions: Record<string, { uses: string[], types?: string[], tests?: string[] }> = {
  'packages/telegram': { uses: [] },
  'packages/bot': { uses: [], tests: ['@parley/emulators'] },
  'packages/db': { uses: [] },
  'packages/trpc-vue-query': { uses: [] },
  'packages/emulators': { uses: ['@parley/telegram'] },
  'packages/ai': { uses: ['@parley/db'], tests: ['@parley/emulators'] },
  'packages/api': { uses: ['@parley/ai', '@parley/db', '@parley/telegram'], tests: ['@parley/emulators'] },
  'apps/server': { uses: ['@parley/api', '@parley/ai', '@parley/bot', '@parley/db', '@parley/telegram'], tests: ['@parley/emulators'] },
  'apps/web': { uses: ['trpc-vue-query'], types: ['@parley/api'], tests: ['@parley/db', '@parley/emulators', '@parley/server'] },
}

const workspacePackages = [
  '@parley/telegram', '@parley/bot', '@parley/db', '@parley/emulators', '@parley/ai', '@parley/api', '@parley/server', '@parley/web',
  'trpc-vue-query',
]

/** The one place of the server that may load the emulators, behind a dynamic import that production never takes. */
const emulatorDoor = 'apps/server/src/dev/**'

const testFiles = ['**/*.test.ts', '**/*.test-d.ts', '**/*.bench.ts', '**/test/**', '**/e2e/**']

function restrict(folder: string, allowed: string[], types: string[]): Linter.RulesRecord {
  const refused = workspacePackages.filter((name) => !allowed.includes(name))
  const typeOnly = refused.filter((name) => types.includes(name))
  const never = refused.filter((name) => !types.includes(name))
  const pattern = (names: string[], message: string, allowTypeImports: boolean): object[] =>
    names.length === 0
      ? []
      : [{ regex: `^(${names.join('|')})(/.*)?$`, message, allowTypeImports }]
  return {
    '@typescript-eslint/no-restricted-imports': ['error', {
      patterns: [
        ...pattern(never, `${folder} does not import this package: see tooling/eslint/src/directions.ts.`, false),
        ...pattern(typeOnly, `${folder} takes types only from this package: use \`import type\`.`, true),
        { regex: '^(\\.\\./)+(\\w+/)?[\\w-]+/src/', message: 'Import a workspace package by its name.' },
        { regex: '^\\.{1,2}/dev/', message: 'What only development has is loaded by a dynamic import.' },
        { regex: '^@parley/[^/]+/src', message: 'Import what the package exports, not its files.' },
      ],
    }],
    'no-restricted-syntax': ['error', ...refused.map((name) => ({
      selector: `ImportExpression[source.value=/^${name.replace('/', '\\u002F')}(\\u002F|$)/]`,
      message: `${folder} does not import this package: see tooling/eslint/src/directions.ts.`,
    }))],
  }
}

/** The table above as lint rules, static and dynamic imports alike. */
export const importRules: Linter.Config[] = Object.entries(directions)
  .flatMap(([folder, { uses, types = [], tests = [] }]) => [
    { files: [`${folder}/**`], rules: restrict(folder, uses, types) },
    { files: testFiles.map((glob) => `${folder}/${glob}`), rules: restrict(folder, [...uses, ...types, ...tests], []) },
  ])
  .concat({
    files: [emulatorDoor],
    rules: restrict('apps/server', [...directions['apps/server']?.uses ?? [], '@parley/emulators'], []),
  })

/** The environment is read once, in an app's `env.ts`; packages take values. */
export const environmentRules: Linter.Config[] = [{
  files: ['packages/**/*.ts', 'apps/**/*.ts', 'apps/**/*.vue'],
  ignores: ['**/env.ts', '**/*.config.ts', ...testFiles, '**/e2e/**', '**/scripts/**'],
  rules: {
    'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read the environment in env.ts and pass the value.' }],
  },
}]
