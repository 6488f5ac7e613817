/** No such chat or message for this user. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
}

/** The chat has a running reply already. */
export class ReplyRunningError extends Error {
  override readonly name = 'ReplyRunningError'
}

/** The server is shutting down and starts nothing new. */
export class ClosingError extends Error {
  override readonly name = 'ClosingError'
}

/** What is asked does not fit the message: editing a reply, continuing a user's message, an id that is taken. */
export class InvalidOperationError extends Error {
  override readonly name = 'InvalidOperationError'
}

/** The event log was closed: its readers end, and nothing is appended any more. */
export class EventLogClosedError extends Error {
  override readonly name = 'EventLogClosedError'
}
