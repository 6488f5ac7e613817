import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark } from '../harness/benchmark.ts'
import { withCleanUp } from '../harness/processes.ts'

const web = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'web')
const main = join(web, 'e2e', 'performance', 'main.ts')

/** What `apps/web/e2e/performance` writes; its bars are about a page, not about a server, and stand there. */
interface Measured {
  machine: { browser: string }
  options: object
  bars: { what: string, figure: number, most: number, unit: string }[]
  figures: object
}

/** The app in a real browser, its processor slowed down four times. Needs a build (`pnpm build`) and a Chromium. */
export const browser: Benchmark = {
  name: 'browser',
  about: 'the app in a slowed-down browser: long chats, streaming, typing',
  run: async ({ quick }) => await withCleanUp(async (onEnd) => {
    await access(join(web, 'dist', 'index.html')).catch(() => {
      throw new Error('The app is not built: run pnpm build before this benchmark')
    })
    const folder = await mkdtemp(join(tmpdir(), 'bench-browser-'))
    onEnd(async () => await rm(folder, { recursive: true }))
    const file = join(folder, 'figures.json')
    const short = quick ? ['--samples', '1', '--tokens', '200'] : []
    const child = spawn(process.execPath, [main, '--json', file, ...short], { cwd: web, stdio: 'inherit' })
    // 1 says that a bar is missed, after everything was written.
    await once(child, 'close')
    const { machine, options, bars, figures } = JSON.parse(await readFile(file, 'utf8')) as Measured
    return {
      table: {
        header: ['what', 'unit', 'figure', 'at most'],
        rows: bars.map(({ what, unit, figure, most }) => [what, unit, figure, most]),
      },
      bars: bars.map(({ what, unit, figure, most }) => ({ name: [what, unit].join(' ').trim(), figure, most })),
      settings: { ...machine, ...options },
      figures: { ...figures },
    }
  }),
}
