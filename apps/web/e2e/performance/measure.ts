import type { Browser, CDPSession, Page } from '@playwright/test'
import type { Seen } from './probe.ts'
import { heapOf, read, watch } from './probe.ts'
import { different, lastReply, medianOf, missing, open, scroll, stream } from './steps.ts'

interface Options {
  /** The app, as the user whose chats were seeded. */
  address: string
  /** How many times slower than this machine. */
  throttle: number
  samples: number
  /** How long each of the replies is. */
  tokens: number
  /** Hears what is done next: a run takes minutes. */
  note: (step: string) => void
}

export interface Figures {
  /** Opening chats of this many messages, medians in milliseconds. */
  opening: Record<'30' | '300' | '10000', number>
  scrolling: Seen
  /** Three long replies of every kind of block. */
  streaming: Seen
  /** One of words in seven scripts and both directions, each of which is compared. */
  mixed: Seen
  typing: Seen
  /** What the heap had grown by after scrolling, streaming and typing, in bytes. */
  heapGrowth: number
  /** Words that are missing, doubled or elsewhere, of all replies. */
  droppedWords: number
}

interface Opened {
  page: Page
  client: CDPSession
  close: () => Promise<void>
}

/** A page with nothing stored, slowed down, at the list. */
async function start(browser: Browser, { address, throttle }: Options): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await watch(page)
  const client = await context.newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.goto(address)
  await page.getByRole('link', { name: 'Chat of 300' }).waitFor()
  return { page, client, close: async () => await context.close() }
}

async function openings(browser: Browser, options: Options): Promise<Figures['opening']> {
  const times: Record<keyof Figures['opening'], number[]> = { 30: [], 300: [], 10000: [] }
  // The first round only warms up. Within a round the sizes take turns, so that a busy machine hits all of them.
  for (let round = 0; round <= options.samples; round += 1) {
    for (const size of ['30', '10000', '300'] as const) {
      const { page, close } = await start(browser, options)
      // What is loaded on the first chat is loaded by the time a person has chosen one.
      await page.waitForTimeout(500)
      const time = await open(page, `Chat of ${size}`)
      if (round > 0) times[size].push(time)
      await close()
    }
  }
  return { 30: medianOf(times[30]), 300: medianOf(times[300]), 10000: medianOf(times[10000]) }
}

export async function measure(browser: Browser, options: Options): Promise<Figures> {
  options.note('opening')
  const opening = await openings(browser, options)
  options.note(`${JSON.stringify(opening)}, scrolling`)
  const { page, client, close } = await start(browser, options)
  await open(page, 'Chat of 300')
  await page.waitForTimeout(1_000)
  const heapBefore = await heapOf(client)
  await read(page)

  await scroll(page, { cycles: 4, distance: 12_000 })
  const scrolling = await read(page)
  await page.getByRole('button', { name: 'To the newest message' }).click({ timeout: 2_000 }).catch(() => undefined)

  await read(page)
  options.note(`${JSON.stringify(scrolling)}, streaming`)
  let shown = ''
  for (let reply = 0; reply < 3; reply += 1) {
    shown = await stream(page, `[[scenario:long tokens=${options.tokens} rate=100]]`)
  }
  const streaming = await read(page)
  options.note(`${JSON.stringify(streaming)}, typing`)

  await page.getByRole('textbox', { name: 'Message' }).pressSequentially('the quick brown fox jumps over it '.repeat(4), { delay: 40 })
  const typing = await read(page)
  options.note(`${JSON.stringify(typing)}, mixed scripts`)
  const heapGrowth = await heapOf(client) - heapBefore
  // A plain browser is told its user by the address.
  await page.goto(new URL(new URL(page.url()).pathname + new URL(options.address).search, options.address).href)
  await page.locator('.reply .markdown').last().waitFor()
  let droppedWords = different(shown, await lastReply(page))

  await read(page)
  const script = { n: options.tokens, seed: 1 }
  droppedWords += missing(await stream(page, `[[scenario:tokens n=${script.n} seed=${script.seed} rate=100]]`), script)
  const mixed = await read(page)
  await close()
  return { opening, scrolling, streaming, mixed, typing, heapGrowth, droppedWords }
}
