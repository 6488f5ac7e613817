/**
 * Why launch data was refused. `MISSING`: there is none (a keyboard-button or inline launch, a plain browser).
 * `INVALID`: not signed by Telegram for this bot, malformed, from the future, or without a user.
 * `EXPIRED`: signed by Telegram, but longer ago than is accepted; reopening the app gives fresh data.
 */
export type InitDataErrorReason = 'MISSING' | 'INVALID' | 'EXPIRED'

/** The only error that verifying launch data throws. The message is for logs and holds no part of the data. */
export class InitDataError extends Error {
  override readonly name = 'InitDataError'
  readonly reason: InitDataErrorReason

  constructor(reason: InitDataErrorReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
