/** An answer other than `ok`, in the words of the real Bot API. https://core.telegram.org/bots/api#making-requests */
export class BotApiError extends Error {
  override readonly name = 'BotApiError'
  readonly code: number
  readonly parameters: { retry_after: number } | undefined

  constructor(code: number, description: string, parameters?: { retry_after: number }) {
    super(description)
    this.code = code
    this.parameters = parameters
  }

  toJSON(): object {
    return {
      ok: false,
      error_code: this.code,
      description: this.message,
      ...(this.parameters !== undefined && { parameters: this.parameters }),
    }
  }
}

export const badRequest = (what: string): BotApiError => new BotApiError(400, `Bad Request: ${what}`)
