/** A server that answers a message with a stream, as one of its users meets it. */
export interface ChatSubject {
  name: string
  /** Opens a new chat of a user (counted from 1), as an app has it open before anything is typed. */
  open: (user: number) => Promise<OpenChat>
}

export interface OpenChat {
  /** Sends a message and reads its reply to the end. Resolves to the milliseconds from the call to the first text. */
  timeToFirstText: (text: string) => Promise<number>
  close: () => void
}
