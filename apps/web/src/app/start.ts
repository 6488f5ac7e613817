import { VueQueryPlugin } from '@tanstack/vue-query'
import { createTRPCOptionsProxy } from 'trpc-vue-query'
import { createApp, nextTick } from 'vue'
import { createWebHistory } from 'vue-router'
import type { AppRouter } from '@parley/api'
import {
  connectionKey, createClient, createConnection, createQueryClient, fetchDevelopmentUser, trpcKey,
} from '../api/index.ts'
import { cacheKey, createStoredCache } from '../cache/stored-cache.ts'
import { chatCreationsKey, createChatCreations } from '../chats/chat-creations.ts'
import { outboxKey, startOutbox } from '../chat/outbox/use-outbox.ts'
import { env } from '../env.ts'
import { createI18n, i18nKey } from '../i18n/i18n.ts'
import { createTelegram, readLaunch, readUser, telegramKey } from '../telegram/index.ts'
import App from './App.vue'
import { createDialogs, dialogsKey } from './dialogs.ts'
import { keepCache } from './keep-cache.ts'
import { followDeepLink } from './deep-link.ts'
import { createPendingQuestions, pendingQuestionsKey } from './pending-questions.ts'
import { createPreferences, preferencesKey } from './preferences.ts'
import { prepareChats } from './prepare-chats.ts'
import { createRouter } from './router.ts'
import { useScreenFocus } from './screen-focus.ts'
import { reloadForNewBuild } from './stale-build.ts'
import { storageOr } from './storage.ts'
import { followScreenFailures } from './screen-failures.ts'
import { createToasts, toastsKey } from './toasts.ts'
import { userKey } from './user.ts'
import { useViewTransitions } from './view-transitions.ts'
import { useClientButtons } from './client-buttons.ts'
import { within } from './within.ts'

/** The longest waits for the words and for the first screen, in milliseconds: Telegram's placeholder covers the app. */
const WORDS = 3_000
const SCREEN = 5_000

/** Builds what the app stands on, once, and mounts it. */
export async function start(): Promise<void> {
  const root = document.documentElement
  const storage = storageOr(() => localStorage)
  const session = storageOr(() => sessionStorage)
  const isReloading = reloadForNewBuild(window, session)
  // Before the router: it rewrites the address that the launch parameters are in.
  const launch = readLaunch()
  const dialogs = createDialogs()
  const telegram = createTelegram({ launch, ask: dialogs.confirm, root })
  const initData = launch?.initData
    ?? (env.useFakeUser ? await fetchDevelopmentUser(env.serverAddress, window) : undefined)
  const user = readUser(initData)

  const i18n = createI18n(root)
  const preferences = createPreferences({ storage, user, i18n, theme: telegram.theme })
  const words = preferences.ready

  const connection = createConnection(window)
  if (initData === undefined) connection.signInProblem.value = 'INIT_DATA_MISSING'
  const queryClient = createQueryClient()
  const client = createClient({ url: `${env.serverAddress}/trpc`, initData, observe: connection.link })
  const trpc = createTRPCOptionsProxy<AppRouter>({ client })
  const creations = createChatCreations()
  const outbox = startOutbox({ trpc, connection, creations, userId: user?.id ?? 0, page: window, storage })
  const cache = createStoredCache({ queryClient, storage, userId: user?.id ?? 0 })
  cache.restore('start')

  const router = createRouter(createWebHistory())
  keepCache({ cache, page: window })
  prepareChats({ router, trpc, queryClient, cache, creations, page: window })
  const questions = createPendingQuestions()
  followDeepLink({ router, startParam: launch?.startParam, storage: session })
  useViewTransitions({ router, page: document })
  useClientButtons({ router, telegram })
  const toasts = createToasts()
  followScreenFailures({ router, toasts, i18n, isReloading })
  useScreenFocus({ router, page: document })

  // The words are a small file on the same server; a page in the wrong language would jump. Late is better than never.
  await within(words, WORDS)
  createApp(App)
    .provide(telegramKey, telegram)
    .provide(i18nKey, i18n)
    .provide(preferencesKey, preferences)
    .provide(userKey, user)
    .provide(connectionKey, connection)
    .provide(trpcKey, trpc)
    .provide(outboxKey, outbox)
    .provide(cacheKey, cache)
    .provide(dialogsKey, dialogs)
    .provide(toastsKey, toasts)
    .provide(chatCreationsKey, creations)
    .provide(pendingQuestionsKey, questions)
    .use(VueQueryPlugin, { queryClient })
    .use(router)
    .mount('#app')
  // The client uncovers the app at this word: not before there is a screen. One that hangs is waited for no longer.
  await within(router.isReady(), SCREEN)
  await nextTick()
  telegram.ready()
  telegram.viewport.expand()
}
