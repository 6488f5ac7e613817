import type { TestServer } from './server.ts'
import type { Client } from './client.ts'
import { askedIn } from './journal.ts'
import { until } from './until.ts'

/** Sends to the end of the chat's active branch and waits until the reply is there. Returns the ids. */
export async function converse(
  { db }: Pick<TestServer, 'db'>,
  { api }: Client,
  { chatId, text }: { chatId: string, text: string },
): Promise<{ id: string, replyId: string }> {
  const [id, replyId] = [crypto.randomUUID(), crypto.randomUUID()]
  await api.message.send.mutate({ chatId, id, replyId, text })
  await ended({ db }, replyId)
  return { id, replyId }
}

/** Waits until nobody holds a lease on the reply. */
export async function ended({ db }: Pick<TestServer, 'db'>, replyId: string, everyMs = 5): Promise<void> {
  await until(`the end of ${replyId}`, async () => await db.generation.count({ where: { replyId } }) === 0, { everyMs })
}

/** Waits until the model's summaries that are under way are stored, and none is asked for. */
export async function settled({ db, gemini }: Pick<TestServer, 'db' | 'gemini'>): Promise<void> {
  await until('the summaries', async () => {
    const asked = gemini.journal.generations('summary')
    return asked.every((entry) => entry.ended === 'finished') && await db.chatContext.count() === asked.length
  })
}

/** All that the model was given for the newest reply to `text`, as one text. */
export function contextOf({ gemini }: Pick<TestServer, 'gemini'>, text: string): string {
  const entry = gemini.journal.generations('reply').findLast((one) => askedIn(one) === text)
  return JSON.stringify(entry?.body)
}
