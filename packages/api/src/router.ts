import { auth } from './auth/router.ts'
import { chat } from './chat/router.ts'
import { message } from './message/router.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router({ auth, chat, message })

/** Everything that a client needs to know of the server. */
export type AppRouter = typeof appRouter

/** Calls procedures without HTTP, for tests. */
export const createCaller = createCallerFactory(appRouter)
