import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until there is something to see. Rejects after `withinMs`, saying what did not come. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { withinMs = 60_000, everyMs = 20 }: { withinMs?: number, everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const seen = await look()
    if (seen !== null && seen !== undefined && seen !== false) return seen
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${what}`)
    await sleep(everyMs)
  }
}
