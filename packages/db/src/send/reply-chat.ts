import type { Prisma } from '../generated/sqlite/client.ts'

/** What a reply needs to know of its chat. */
export const replyChatSelect = {
  id: true,
  title: true,
  activeLeafId: true,
  model: true,
  persona: true,
  instructions: true,
  contextAfterId: true,
} as const satisfies Prisma.ChatSelect

/** A chat as a reply reads it. */
export type ReplyChat = Prisma.ChatGetPayload<{ select: typeof replyChatSelect }>
