import { BotError, GrammyError, HttpError } from 'grammy'

/** What went wrong with a call, fit for a log: the error of a lost connection names an address with the token in it. */
export interface Failure {
  /** The Bot API's own number, or 0 when it did not answer. */
  code: number
  words: string
  retryAfterMs: number | undefined
}

export function toFailure(error: unknown): Failure {
  if (error instanceof BotError) return toFailure(error.error)
  if (error instanceof GrammyError) {
    const seconds = error.parameters.retry_after
    return {
      code: error.error_code,
      words: error.description,
      retryAfterMs: seconds === undefined ? undefined : seconds * 1000,
    }
  }
  const cause = error instanceof HttpError ? error.error : error
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code ?? cause.name : typeof cause
  return { code: 0, words: error instanceof HttpError ? `no answer (${code})` : code, retryAfterMs: undefined }
}

/** Trying again does not help: the token is not, or no longer, a bot's. */
export const isHopeless = ({ code }: Failure): boolean => code === 401 || code === 404
