import { readEvents } from '../harness/sse.ts'

/**
 * Posts, and reads the events that come back to their end. Resolves to the milliseconds from the call to the first
 * event. Throws when it is refused or nothing comes.
 */
export async function timeToFirstEvent(url: string, init: RequestInit): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(url, init)
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  let firstAt: number | undefined
  for await (const _event of readEvents(response.body)) firstAt ??= performance.now()
  if (firstAt === undefined) throw new Error(`${url} streamed nothing`)
  return firstAt - startedAt
}
