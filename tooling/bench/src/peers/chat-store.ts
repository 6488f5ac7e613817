import type { UIMessage } from 'ai'
import Database from 'better-sqlite3'

export interface ChatStore {
  /** The messages of a chat, oldest first. */
  load: (chatId: string) => UIMessage[]
  /** Stores those that are new, in one durable transaction. */
  save: (chatId: string, messages: UIMessage[]) => void
  close: () => void
}

/** Chats of the AI SDK in SQLite, a row a message, as its docs leave to the reader. */
export function openChatStore(file: string): ChatStore {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE message (chatId TEXT, position INTEGER, message TEXT, PRIMARY KEY (chatId, position)) WITHOUT ROWID')
  const select = db.prepare<[string], { message: string }>('SELECT message FROM message WHERE chatId = ? ORDER BY position')
  const count = db.prepare<[string], { count: number }>('SELECT count(*) AS count FROM message WHERE chatId = ?')
  const insert = db.prepare<[string, number, string]>('INSERT INTO message VALUES (?, ?, ?)')
  const save = db.transaction((chatId: string, messages: UIMessage[]) => {
    const stored = count.get(chatId)?.count ?? 0
    for (const [index, message] of messages.entries()) {
      if (index >= stored) insert.run(chatId, index, JSON.stringify(message))
    }
  })
  return {
    load: (chatId) => select.all(chatId).map(({ message }) => JSON.parse(message) as UIMessage),
    save,
    close: () => db.close(),
  }
}
