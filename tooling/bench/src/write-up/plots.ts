import type { StreamWindow } from '../harness/stream-window.ts'
import { median } from '../harness/stats.ts'
import type { Line } from './chart.ts'
import { drawChart } from './chart.ts'

/** The windows of the benchmark `streams`, by server. */
export type Windows = Record<string, StreamWindow[]>

const servers = ['Parley', 'AI SDK', 'relay']
const x = 'streams of 50 tokens/s at once'

/** SVG pictures of the benchmark `streams`, by the name of their file. */
export function drawStreams(windows: Windows): Record<string, string> {
  return {
    'streams-delay.svg': drawChart({
      title: 'How late the slowest hundredth of the tokens is',
      x,
      y: 'p99 delay, ms',
      lines: linesOf(windows, 'p99DelayMs'),
      mark: { y: 100, name: '100 ms' },
    }),
    'streams-throughput.svg': drawChart({
      title: 'Tokens that arrive', x, y: 'tokens/s', lines: linesOf(windows, 'tokensPerSecond'),
    }),
  }
}

/** The median of what was measured at each number of streams; nothing where nothing arrived. */
function linesOf(windows: Windows, figure: keyof StreamWindow): Line[] {
  return servers.map((name) => {
    const byCount = Map.groupBy(windows[name] ?? [], ({ streams }) => streams)
    const points = [...byCount].map(([count, all]) => ({ x: count, y: median(all.map((window) => window[figure])) }))
    return { name, points: points.filter(({ y }) => y > 0).toSorted((left, right) => left.x - right.x) }
  })
}
