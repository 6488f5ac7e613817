import type { Prisma } from '../generated/sqlite/client.ts'

/** What a list of messages reads: all but what the model was sent verbatim, which is large. */
export const messageSelect = {
  id: true,
  chatId: true,
  parentId: true,
  role: true,
  status: true,
  failure: true,
  parts: true,
  text: true,
  seq: true,
  model: true,
  promptTokens: true,
  replyTokens: true,
  thinkingTokens: true,
  rating: true,
  createdAt: true,
  finishedAt: true,
} as const satisfies Prisma.MessageSelect

/** What the context of a turn is built from. */
export const messageWithContentsSelect = {
  ...messageSelect,
  modelContents: true,
} as const satisfies Prisma.MessageSelect

/** A message as a list reads it. */
export type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageSelect }>

/** A message with what the model sent and was sent, verbatim. */
export type MessageRowWithContents = Prisma.MessageGetPayload<{ select: typeof messageWithContentsSelect }>
