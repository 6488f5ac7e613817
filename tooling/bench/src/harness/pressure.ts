import { Pool } from 'undici'
import { quantile } from './stats.ts'

export interface Pressure {
  url: string
  headers: Record<string, string>
  /** Requests that are under way at any time. */
  connections: number
  /** How long, milliseconds. */
  forMs: number
}

export interface Pressed {
  perSecond: number
  p99Ms: number
  count: number
}

/** Asks for one address over and over, each connection again as soon as it has its answer. Rejects on a refusal. */
export async function press({ url, headers, connections, forMs }: Pressure): Promise<Pressed> {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, { connections })
  const times: number[] = []
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() < startedAt + forMs) {
      const askedAt = performance.now()
      const { statusCode, body } = await pool.request({ method: 'GET', path: pathname + search, headers })
      const answer = await body.text()
      if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}: ${answer}`)
      times.push(performance.now() - askedAt)
    }
  }))
  const seconds = (performance.now() - startedAt) / 1_000
  await pool.close()
  return { perSecond: times.length / seconds, p99Ms: quantile(times, 0.99), count: times.length }
}
