import type { Prisma } from '@parley/db'

/** The fields of a chat that leave the database. */
export const chatSelect = {
  id: true,
  title: true,
  preview: true,
  persona: true,
  instructions: true,
  model: true,
  pinnedAt: true,
  archivedAt: true,
  activeLeafId: true,
  contextAfterId: true,
  createdAt: true,
  activeAt: true,
  generations: { select: { replyId: true } },
} satisfies Prisma.ChatSelect

type ChatRow = Prisma.ChatGetPayload<{ select: typeof chatSelect }>

/** A chat as the page shows it. */
export type ChatView = ReturnType<typeof toChatView>

export function toChatView({ pinnedAt, archivedAt, generations, ...chat }: ChatRow) {
  return { ...chat, pinned: pinnedAt !== null, archived: archivedAt !== null, running: generations.length > 0 }
}
