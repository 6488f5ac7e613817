// @vitest-environment happy-dom
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createTRPCClient } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from 'trpc-vue-query'
import { expect, test } from 'vitest'
import { createApp } from 'vue'
import type { AppRouter, MessageView } from '@parley/api'
import { createQueryClient, trpcKey } from '../api/index.ts'
import { historyOptions } from './history-options.ts'
import type { Page } from './state/pages.ts'
import { useHistory, type History } from './use-history.ts'

const chatId = 'c'
const message = (id: string, status: MessageView['status'] = 'done'): MessageView => ({
  id, chatId, parentId: null, siblings: [id], role: 'assistant', status, failure: null, parts: [], seq: 0, rating: 0, model: null,
  createdAt: new Date(0),
})

interface Input { cursor?: string | null, limit: number }

/** A chat of which the newest page is there; `answer` gives the others. */
function open(answer: (input: Input) => Promise<Page>): {
  history: History
  pages: () => number | undefined
  leave: () => void
} {
  const client = createTRPCClient<AppRouter>({
    links: [() => ({ op }) => observable((observer) => {
      answer(op.input as Input).then((data) => {
        observer.next({ result: { type: 'data', data } })
        observer.complete()
      }, (error: Error) => observer.error(error as never))
    })],
  })
  const queryClient = createQueryClient()
  queryClient.setDefaultOptions({ queries: { retry: false } })
  const trpc = createTRPCOptionsProxy<AppRouter>({ client })
  queryClient.setQueryData(historyOptions(trpc, chatId).queryKey, {
    pages: [{ items: [message('3', 'running')], nextCursor: '3' }], pageParams: [null],
  })
  let history: History | undefined
  const app = createApp({
    setup() {
      history = useHistory(chatId, () => true)
      return () => null
    },
  })
  app.provide(trpcKey, trpc).use(VueQueryPlugin, { queryClient }).mount(document.createElement('div'))
  if (!history) throw new Error('not mounted')
  const pages = () => queryClient.getQueryData(historyOptions(trpc, chatId).queryKey)?.pages.length
  return { history, pages, leave: () => app.unmount() }
}

/** The server's answers, given when the test says so. */
function heldBack() {
  const asked: { input: Input, give: (page: Page) => void, refuse: (error: Error) => void }[] = []
  return {
    asked,
    answer: async (input: Input) =>
      await new Promise<Page>((give, refuse) => void asked.push({ input, give, refuse })),
  }
}
const shown = ({ rows }: History) => rows.value.map(({ id, status }) => `${id} ${status}`)

test('a page of earlier messages keeps what was written while it was read', async () => {
  const { asked, answer } = heldBack()
  const { history } = open(answer)
  const reading = history.loadEarlier()
  void history.loadEarlier()
  expect(asked.map(({ input }) => input)).toMatchObject([{ cursor: '3', limit: 30 }])
  history.keep([message('3', 'done'), message('4')])
  asked[0]?.give({ items: [message('2'), message('1')], nextCursor: null })
  await reading
  await expect.poll(() => shown(history)).toEqual(['1 done', '2 done', '3 done', '4 done'])
  expect(history.hasEarlier.value).toBe(false)
})

test('a page that does not fit any more is asked for where the pages end now', async () => {
  const { asked, answer } = heldBack()
  const { history } = open(answer)
  const reading = history.loadEarlier()
  const jump = history.loadUntil('2')
  await expect.poll(() => asked.length).toBe(2)
  asked[1]?.give({ items: [message('2')], nextCursor: '2' })
  expect(await jump).toBe(true)
  asked[0]?.give({ items: [message('2')], nextCursor: '2' })
  await expect.poll(() => asked.length).toBe(3)
  asked[2]?.give({ items: [message('1')], nextCursor: null })
  await reading
  await expect.poll(() => shown(history)).toEqual(['1 done', '2 done', '3 running'])
})

test('a page that cannot be read says why, until it is read', async () => {
  const { asked, answer } = heldBack()
  const { history } = open(answer)
  const failing = history.loadEarlier()
  asked[0]?.refuse(new Error('no'))
  await failing
  expect(history.earlierError.value).toBeInstanceOf(Error)
  const reading = history.loadEarlier()
  asked[1]?.give({ items: [], nextCursor: null })
  await reading
  expect(history.earlierError.value).toBeNull()
})

test('nothing is written for a chat that was left', async () => {
  const { asked, answer } = heldBack()
  const { history, pages, leave } = open(answer)
  const reading = history.loadEarlier()
  leave()
  asked[0]?.give({ items: [message('2')], nextCursor: null })
  await reading
  expect(pages()).toBe(1)
  expect(asked).toHaveLength(1)
})
