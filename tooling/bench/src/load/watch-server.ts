import { connectInspector } from './inspector.ts'

/** A look at a server: what it says of itself in /metrics. */
export interface Sample {
  /** Milliseconds since the watch began. */
  atMs: number
  /** The p99 of the delay of its event loop since the sample before, milliseconds; about 11 when it is idle. */
  loopP99Ms: number
  rssBytes: number
  cpuSeconds: number
  openStreams: number
}

export interface Watch {
  samples: Sample[]
  /** Memory after each collection, bytes, in order: between two of them it rises and falls by what is dead already. */
  collected: { heapBytes: number, rssBytes: number }[]
  /** Takes a sample. */
  sample: () => Promise<void>
  /** Collects garbage; the sample that this would spoil is thrown away. */
  collect: () => Promise<void>
  close: () => void
}

/** Watches a server that was started with `metricsToken` and `--inspect`; `output` is what it wrote. */
export async function watchServer({ url, metricsToken, output }: {
  url: string
  metricsToken: string
  output: string
}): Promise<Watch> {
  const inspector = await connectInspector(output)
  const startedAt = performance.now()
  const samples: Sample[] = []
  const collected: Watch['collected'] = []
  const read = async (): Promise<Sample> => {
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
    const text = await response.text()
    return {
      atMs: performance.now() - startedAt,
      loopP99Ms: valueOf(text, 'nodejs_eventloop_lag_p99_seconds') * 1_000,
      rssBytes: valueOf(text, 'process_resident_memory_bytes'),
      cpuSeconds: valueOf(text, 'process_cpu_seconds_total'),
      openStreams: valueOf(text, 'parley_open_streams'),
    }
  }
  const sample = async (): Promise<void> => {
    samples.push(await read())
  }
  // The delay is measured from one look to the next: this one drops what was before.
  await read()
  return {
    samples,
    collected,
    sample,
    async collect() {
      await sample()
      const heapBytes = await inspector.heapAfterCollection()
      // The delay that the collection was is dropped with this look, too.
      const { rssBytes } = await read()
      collected.push({ heapBytes, rssBytes })
    },
    close: inspector.close,
  }
}

/** The value of a series without labels in Prometheus' text. Throws when it is not there. */
function valueOf(text: string, name: string): number {
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]
  if (value === undefined) throw new Error(`/metrics says nothing of ${name}`)
  return Number(value)
}
