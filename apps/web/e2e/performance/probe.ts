import type { CDPSession, Page } from '@playwright/test'

/** What was seen since the probe was read last. */
export interface Seen {
  /** The longest task of the main thread, and how many were longer than 50 and 100 ms. Milliseconds. */
  longestTask: number
  tasksOver50: number
  tasksOver100: number
  /** Cumulative Layout Shift: the worst five seconds without a pause of one. https://web.dev/articles/cls */
  shift: number
  /** The most elements that the document had at the end of a frame. */
  elements: number
  /** The longest time from a key to the next paint, in milliseconds, in steps of 8; 0 when none took 16. */
  slowestKey: number
  frames: number
}

interface Watched extends Window {
  seen?: Seen
  /** The shifts that follow each other closely. */
  burst?: { from: number, to: number, sum: number }
}

/** Watches a page from its first script on. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const fresh = (): Seen =>
      ({ longestTask: 0, tasksOver50: 0, tasksOver100: 0, shift: 0, elements: 0, slowestKey: 0, frames: 0 })
    const own: Watched = window
    own.seen = fresh()
    const observe = (type: string, use: (seen: Seen, entry: PerformanceEntry) => void, more: object = {}) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) use(own.seen ??= fresh(), entry)
      }).observe({ type, buffered: true, ...more })
    observe('longtask', (seen, { duration }) => {
      seen.longestTask = Math.max(seen.longestTask, duration)
      seen.tasksOver50 += 1
      if (duration > 100) seen.tasksOver100 += 1
    })
    observe('layout-shift', (seen, entry) => {
      if (!('value' in entry) || ('hadRecentInput' in entry && entry.hadRecentInput)) return
      const at = entry.startTime
      const { burst } = own
      const goesOn = burst !== undefined && at - burst.to < 1_000 && at - burst.from < 5_000
      own.burst = { from: goesOn ? burst.from : at, to: at, sum: (goesOn ? burst.sum : 0) + Number(entry.value) }
      seen.shift = Math.max(seen.shift, own.burst.sum)
    })
    observe('event', (seen, { name, duration }) => {
      if (/^key|^input/.test(name)) seen.slowestKey = Math.max(seen.slowestKey, duration)
    }, { durationThreshold: 16 })
    const all = document.getElementsByTagName('*')
    const frame = () => {
      const seen = own.seen ??= fresh()
      seen.elements = Math.max(seen.elements, all.length)
      seen.frames += 1
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** What was seen so far, and begins anew. */
export async function read(page: Page): Promise<Seen> {
  return await page.evaluate(() => {
    const own: Watched = window
    const { seen } = own
    if (!seen) throw new Error('Nobody watches this page')
    own.seen = { longestTask: 0, tasksOver50: 0, tasksOver100: 0, shift: 0, elements: 0, slowestKey: 0, frames: 0 }
    return seen
  })
}

/** What the page's JavaScript holds after all garbage is gone, in bytes. */
export async function heapOf(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage')
  await client.send('HeapProfiler.collectGarbage')
  const { usedSize } = await client.send('Runtime.getHeapUsage')
  return usedSize
}
