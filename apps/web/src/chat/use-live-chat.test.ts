// @vitest-environment happy-dom
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createTRPCClient } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from 'trpc-vue-query'
import { expect, test } from 'vitest'
import { createApp, nextTick, shallowRef } from 'vue'
import type { AppRouter, ChatEvent, MessageView } from '@parley/api'
import { createQueryClient, trpcKey } from '../api/index.ts'
import { telegramKey, type Telegram } from '../telegram/index.ts'
import { historyOptions } from './history-options.ts'
import { rowsOf, type Page } from './state/pages.ts'
import { useHistory } from './use-history.ts'
import { useLiveChat } from './use-live-chat.ts'

const chatId = 'c'
const view = (id: string, parentId: string | null, status: MessageView['status']): MessageView => ({
  id, chatId, parentId, siblings: [id], role: 'assistant', status, failure: null, parts: [], seq: 0, rating: 0, model: null,
  createdAt: new Date(0),
})
const opened: ChatEvent = { type: 'snapshot', running: null, activeLeafId: null, title: null }
const begun: ChatEvent = { type: 'start', replyId: 'reply', message: view('question', null, 'done'), reply: view('reply', 'question', 'running') }
const ended: ChatEvent = { type: 'finish', replyId: 'reply', seq: 1, status: 'done', failure: null }
const exchange = ['question done', 'reply done']

/** A chat that is open: what the server tells of it, when the test says so. */
function open() {
  const pages = Promise.withResolvers<Page>()
  let tell: (event: ChatEvent) => void = () => undefined
  const client = createTRPCClient<AppRouter>({
    links: [() => ({ op }) => observable((observer) => {
      const give = (data: unknown) => observer.next({ result: { type: 'data', data } })
      if (op.type === 'subscription') tell = (data) => give({ id: '', data })
      else {
        void pages.promise.then((page) => {
          give(page)
          observer.complete()
        })
      }
    })],
  })
  const queryClient = createQueryClient()
  const trpc = createTRPCOptionsProxy<AppRouter>({ client })
  const app = createApp({
    setup() {
      useLiveChat(chatId, () => true, useHistory(chatId, () => true))
      return () => null
    },
  })
  app.provide(trpcKey, trpc)
    .provide(telegramKey, { visible: shallowRef(true) } as unknown as Telegram)
    .use(VueQueryPlugin, { queryClient })
    .mount(document.createElement('div'))
  const kept = () => rowsOf(queryClient.getQueryData(historyOptions(trpc, chatId).queryKey))
    .map(({ id, status }) => `${id} ${status}`)
  return {
    give: pages.resolve,
    tell: (event: ChatEvent) => tell(event),
    leave: () => app.unmount(),
    isRead: () => queryClient.getQueryData(historyOptions(trpc, chatId).queryKey) !== undefined,
    kept,
  }
}
const nothing: Page = { items: [], nextCursor: null }
const frame = async () => await new Promise(requestAnimationFrame).then(async () => await nextTick())

test('what has ended is kept with the pages', async () => {
  const { give, tell, kept, isRead } = open()
  give(nothing)
  await expect.poll(isRead).toBe(true)
  for (const event of [opened, begun]) tell(event)
  await frame()
  expect(kept()).toEqual([])
  tell(ended)
  await frame()
  expect(kept()).toEqual(exchange)
})

test('also when the first page comes later', async () => {
  const { give, tell, kept } = open()
  for (const event of [opened, begun, ended]) tell(event)
  await frame()
  give(nothing)
  await expect.poll(kept).toEqual(exchange)
})

test('also when the chat is left before the frame that would show it', async () => {
  const { give, tell, kept, isRead, leave } = open()
  give(nothing)
  await expect.poll(isRead).toBe(true)
  for (const event of [opened, begun, ended]) tell(event)
  leave()
  expect(kept()).toEqual(exchange)
})

test('what runs is not', async () => {
  const { give, tell, kept, isRead, leave } = open()
  give(nothing)
  await expect.poll(isRead).toBe(true)
  for (const event of [opened, begun]) tell(event)
  leave()
  expect(kept()).toEqual([])
})
