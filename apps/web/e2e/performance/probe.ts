import type { CDPSession, Page } from '@playwright/test'

/** What was seen since the probe was read last. */
export interface Seen {
  /** The longest task of the main thread, and how many were longer than 50 and 100 ms. Milliseconds. */
  longestTask: number
  tasksOver50: number
  tasksOver100: number
  /** Cumulative Layout Shift: the worst five seconds without a pause of one. https://web.dev/articles/cls */
  shift: number
  /** The most elements that the document had, looked at ten times a second. */
  elements: number
  /** All nodes at the end, texts and comments among them. */
  nodes: number
  /** The longest time from a key to the end of the frame that shows it, in milliseconds. */
  slowestKey: number
}

interface Watched extends Window {
  seen?: Seen | undefined
  /** The shifts that follow each other closely. */
  burst?: { from: number, to: number, sum: number } | undefined
}

/** Watches a page from its first script on. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own: Watched = window
    const seen = (): Seen => own.seen ??= {
      longestTask: 0, tasksOver50: 0, tasksOver100: 0, shift: 0, elements: 0, nodes: 0, slowestKey: 0,
    }
    const observe = (type: string, use: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true })
    observe('longtask', ({ duration }) => {
      seen().longestTask = Math.max(seen().longestTask, duration)
      seen().tasksOver50 += 1
      if (duration > 100) seen().tasksOver100 += 1
    })
    observe('layout-shift', (entry) => {
      if (!('value' in entry) || ('hadRecentInput' in entry && entry.hadRecentInput)) return
      const at = entry.startTime
      const { burst } = own
      const goesOn = burst !== undefined && at - burst.to < 1_000 && at - burst.from < 5_000
      own.burst = { from: goesOn ? burst.from : at, to: at, sum: (goesOn ? burst.sum : 0) + Number(entry.value) }
      seen().shift = Math.max(seen().shift, own.burst.sum)
    })
    addEventListener('keydown', ({ timeStamp }) => {
      // The first task after the next frame: what the key has changed is painted.
      requestAnimationFrame(() => setTimeout(() => {
        seen().slowestKey = Math.max(seen().slowestKey, performance.now() - timeStamp)
      }))
    }, { capture: true })
    const all = document.getElementsByTagName('*')
    // Not every frame: to count them costs the page that is measured.
    setInterval(() => (seen().elements = Math.max(seen().elements, all.length)), 100)
  })
}

/** What was seen so far, and begins anew. */
export async function read(page: Page): Promise<Seen> {
  return await page.evaluate(() => {
    const own: Watched = window
    const { seen } = own
    if (!seen) throw new Error('Nobody watches this page')
    const walker = document.createTreeWalker(document)
    while (walker.nextNode()) seen.nodes += 1
    own.seen = own.burst = undefined
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
