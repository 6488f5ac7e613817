/** What goes wrong with a call. */
export type BotApiFault
  /** 429 with `retry_after`, seconds. */
  = | { kind: 'limited', retryAfter: number }
  /** An error of the Bot API's own, such as 500 or 401. */
    | { kind: 'error', code: number, description: string }
  /** The connection is reset without an answer. */
    | { kind: 'reset' }

/** Which calls meet a fault, and how often. */
export interface BotApiRule {
  /** Default: any. */
  method?: string
  /** No end when absent. */
  times?: number
  fault: BotApiFault
}

export interface BotApiControl {
  /** Adds a rule behind the others. */
  add: (rule: BotApiRule) => void
  /** Forgets all rules. */
  reset: () => void
}

export interface BotApiRuleBook extends BotApiControl {
  take: (method: string) => BotApiFault | null
}

export function createBotApiControl(): BotApiRuleBook {
  let rules: { rule: BotApiRule, used: number }[] = []
  return {
    add: (rule) => {
      rules.push({ rule, used: 0 })
    },
    reset: () => {
      rules = []
    },
    take: (method) => {
      const found = rules.find(({ rule, used }) =>
        used < (rule.times ?? Infinity) && (rule.method ?? method) === method)
      if (found === undefined) return null
      found.used++
      return found.rule.fault
    },
  }
}
