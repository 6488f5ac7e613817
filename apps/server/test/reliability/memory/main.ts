import { parseArgs } from 'node:util'
import { runMemory } from './run.ts'

const { values } = parseArgs({ options: {
  streams: { type: 'string', default: '500' },
  tokens: { type: 'string', default: '2000' },
} })
const [streams, tokens] = [Number(values.streams), Number(values.tokens)]
const startedAt = performance.now()
const { before, during, after, whole } = await runMemory({ streams, tokens })
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
process.stdout.write([
  `${streams} streams of ${tokens} tokens at once, ${whole} of them whole`,
  `held before ${megabytes(before)}, during ${megabytes(during)}, after ${megabytes(after)}: `
  + `${((after / before - 1) * 100).toFixed(1)} % more than before`,
  `in ${Math.round((performance.now() - startedAt) / 1000)} s`,
  '',
].join('\n'))
// Back within 20 % of where it was, and nothing lost on the way.
process.exitCode = after <= before * 1.2 && whole === streams ? 0 : 1
