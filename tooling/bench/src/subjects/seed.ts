import { migrate } from '@parley/db'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'

const question = 'What does the forecast say about Lisbon tomorrow, and should I take an umbrella?'
const answer = 'The quick brown fox jumps over the lazy dog, and **markdown** is here too. '.repeat(4)

/**
 * Makes a migrated database with one person who has a chat of each of these numbers of messages. Resolves to the ids of
 * the chats, by their size. Past Prisma, which would take a minute for what this takes seconds.
 */
export async function seedChats(
  file: string,
  { userId, sizes }: { userId: number, sizes: readonly number[] },
): Promise<Map<number, string>> {
  await migrate(`file:${file}`)
  const db = new Database(file)
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString().replace('Z', '+00:00')
  const insertChat = db.prepare('INSERT INTO Chat (id, userId, title, preview, activeLeafId, activeAt) VALUES (?, ?, ?, ?, ?, ?)')
  const insertMessage = db.prepare(`
    INSERT INTO Message (id, chatId, parentId, role, status, parts, text, model, createdAt)
    VALUES (?, ?, ?, ?, 'done', ?, ?, ?, ?)`)

  const addChat = db.transaction((size: number): string => {
    const chatId = v7()
    const ids = Array.from({ length: size }, () => v7())
    insertChat.run(chatId, userId, `Chat of ${size}`, question.slice(0, 60), ids.at(-1) ?? null, at(size))
    for (const [index, id] of ids.entries()) {
      const isReply = index % 2 === 1
      const text = `${index}: ${isReply ? answer : question}`
      const parts = JSON.stringify([{ type: 'text', text }])
      insertMessage.run(id, chatId, ids[index - 1] ?? null, isReply ? 'assistant' : 'user', parts, text,
        isReply ? 'gemini-3.8-flash' : null, at(index))
    }
    return chatId
  })
  db.prepare('INSERT INTO User (id, firstName) VALUES (?, ?)').run(userId, 'Bench')
  const chats = new Map(sizes.map((size) => [size, addChat(size)]))
  db.close()
  return chats
}
