import { scriptedText } from '@parley/emulators'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { measurePlain } from './plain.ts'
import type { Seen } from './probe.ts'
import { heapOf, read, watch } from './probe.ts'
import { lastReply, medianOf, open, scroll, stream } from './steps.ts'
import { seenWords, wordsApart } from './words.ts'

export interface MeasureOptions {
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
  steps: {
    opening: Seen
    scrolling: Seen
    /** Three long replies of every kind of block. */
    streaming: Seen
    typing: Seen
    /** One reply of words in seven scripts and both directions, each of which is compared. */
    mixed: Seen
    /** The same words in a page with nothing but paragraphs: what of the shift is the text's own. */
    plain: Seen
  }
  /** What the heap had grown by after scrolling, streaming and typing, in bytes. */
  heapGrowth: number
  /** Words that are missing or doubled, of all replies. */
  droppedWords: number
}

interface Opened {
  page: Page
  client: CDPSession
  close: () => Promise<void>
}

/** A page with nothing stored, slowed down, at the list. */
async function start(browser: Browser, { address, throttle }: MeasureOptions): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await watch(page)
  const client = await context.newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.goto(address)
  await page.getByRole('link', { name: 'Chat of 300' }).waitFor()
  // What is loaded with the list is loaded by the time a person has chosen a chat.
  await page.waitForTimeout(500)
  return { page, client, close: async () => await context.close() }
}

async function openings(browser: Browser, options: MeasureOptions): Promise<Figures['opening']> {
  const times: Record<keyof Figures['opening'], number[]> = { 30: [], 300: [], 10000: [] }
  // The first round only warms up. Within a round the sizes take turns, so that a busy machine hits all of them.
  for (let round = 0; round <= options.samples; round += 1) {
    for (const size of ['30', '10000', '300'] as const) {
      const { page, close } = await start(browser, options)
      const time = await open(page, `Chat of ${size}`)
      if (round > 0) times[size].push(time)
      await close()
    }
  }
  return { 30: medianOf(times[30]), 300: medianOf(times[300]), 10000: medianOf(times[10000]) }
}

/** Opens chats, scrolls one, has it answer and types in it. Takes minutes: replies come as fast as models give them. */
export async function measure(browser: Browser, options: MeasureOptions): Promise<Figures> {
  const { note, tokens } = options
  note('opening')
  const opening = await openings(browser, options)
  const { page, client, close } = await start(browser, options)
  await read(page)
  await open(page, 'Chat of 300')
  // Maths and code are drawn when their libraries are there.
  await page.waitForTimeout(2_000)
  const opened = await read(page)
  const heapBefore = await heapOf(client)

  note('scrolling')
  await read(page)
  await scroll(page, { cycles: 4, distance: 12_000 })
  const scrolling = await read(page)
  await page.getByRole('button', { name: 'To the newest message' }).click({ timeout: 2_000 }).catch(() => undefined)

  note('streaming')
  await read(page)
  const replies: string[][] = []
  for (let reply = 0; reply < 3; reply += 1) {
    replies.push(await stream(page, `[[scenario:long tokens=${tokens} rate=100]]`))
  }
  const streaming = await read(page)

  note('typing')
  await page.getByRole('textbox', { name: 'Message' }).pressSequentially('the quick brown fox jumps over it '.repeat(4), { delay: 40 })
  const typing = await read(page)
  await page.getByRole('textbox', { name: 'Message' }).fill('')
  const heapGrowth = await heapOf(client) - heapBefore

  note('reading again what was streamed')
  // A plain browser is told its user by the address.
  await page.goto(new URL(new URL(page.url()).pathname + new URL(options.address).search, options.address).href)
  await page.locator('.reply .markdown').last().waitFor()
  const again = await lastReply(page)
  // All three are the same text: what each showed as it grew is what it shows when it is read whole.
  let droppedWords = replies.reduce((sum, words) => sum + wordsApart(again, words), 0)

  note('mixed scripts')
  await read(page)
  const script = { n: tokens, seed: 1 }
  const words = await stream(page, `[[scenario:tokens n=${script.n} seed=${script.seed} rate=100]]`)
  const mixed = await read(page)
  droppedWords += wordsApart(seenWords(scriptedText(script)), words)
  await close()

  note('the same words in plain paragraphs')
  const plain = await measurePlain(browser, script, options.throttle)
  return { opening, steps: { opening: opened, scrolling, streaming, typing, mixed, plain }, heapGrowth, droppedWords }
}
