import type { Trpc } from '../api/index.ts'

/** Messages in a page. */
export const PAGE = 30

/** What a chat's pages are read by: its screen, and whoever has them ready for it. */
export const historyInput = (chatId: string) => ({ chatId, limit: PAGE })

/** The pages of a chat's messages, newest first. */
export const historyOptions = (trpc: Trpc, chatId: string) =>
  trpc.message.list.infiniteQueryOptions(historyInput(chatId), {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Events and `refresh` keep the pages fresh. Reading all of them again would cost a request for each.
    staleTime: Infinity,
  })
