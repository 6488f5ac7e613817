/**
 * What is wrong. `url`: not a database URL that is understood. `open`: the database cannot be reached or made.
 * `history`: the migrations that were applied are not the ones that stand in the folder. `migration`: a migration
 * failed; nothing of it was kept.
 */
export type DatabaseErrorKind = 'url' | 'open' | 'history' | 'migration'

/** The database cannot be used as it is. The message is one line for the person who runs the server. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly kind: DatabaseErrorKind

  constructor(kind: DatabaseErrorKind, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.kind = kind
  }
}

/** The words of anything that was thrown, on one line: Prisma's engine puts a trace of itself below them. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.trim().split('\n', 1).join('')
}
