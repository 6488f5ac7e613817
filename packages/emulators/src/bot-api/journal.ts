/** One call of the Bot API, as it came and was answered. The token is not kept. */
export interface BotApiCall {
  method: string
  payload: Record<string, unknown>
  /** The HTTP status of the answer; null while there is none, or when the connection was broken instead. */
  status: number | null
}

/** One attempt to hand an update to a webhook. `status` is null when nobody answered. */
export interface BotApiDelivery {
  updateId: number
  status: number | null
}

/** The last calls and deliveries, oldest first. */
export interface BotApiJournal {
  /** All calls, or those of one method. */
  calls: (method?: string) => readonly BotApiCall[]
  deliveries: () => readonly BotApiDelivery[]
  clear: () => void
}

export interface BotApiJournalWriter extends BotApiJournal {
  begin: (call: Pick<BotApiCall, 'method' | 'payload'>) => BotApiCall
  delivered: (delivery: BotApiDelivery) => void
}

/** Keeps at least the last `limit` entries of a kind, at most twice as many. */
export function createBotApiJournal(limit: number): BotApiJournalWriter {
  let calls: BotApiCall[] = []
  let deliveries: BotApiDelivery[] = []
  const add = <T>(all: T[], one: T): T[] => [...(all.length >= limit * 2 ? all.slice(-limit) : all), one]
  return {
    calls: (method) => (method === undefined ? calls : calls.filter((call) => call.method === method)),
    deliveries: () => deliveries,
    clear: () => {
      calls = []
      deliveries = []
    },
    begin: (start) => {
      const call: BotApiCall = { ...start, status: null }
      calls = add(calls, call)
      return call
    },
    delivered: (delivery) => {
      deliveries = add(deliveries, delivery)
    },
  }
}
