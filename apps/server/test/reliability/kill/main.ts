import { parseArgs } from 'node:util'
import { summaryOf } from './figures.ts'
import { runKills } from './run.ts'

const { values } = parseArgs({ options: {
  points: { type: 'string', default: '120' },
  seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
} })
const [seed, points] = [Number(values.seed), Number(values.points)]
process.stdout.write(`pnpm test:kill --seed ${seed} --points ${points}\n`)
const startedAt = performance.now()
const figures = await runKills({
  seed,
  points,
  onPoint: (point, { sends, lost }) => {
    process.stdout.write(`${String(point + 1).padStart(4)}/${points}  ${sends} sends, ${lost.length} replies running\n`)
  },
})
process.stdout.write(`${summaryOf(figures)}in ${Math.round((performance.now() - startedAt) / 1000)} s\n`)
