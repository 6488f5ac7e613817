import { createHash } from 'node:crypto'
import type { GeminiRule, Rule } from './rule.ts'
import { geminiRule } from './rule.ts'

/** What makes the emulator misbehave from outside: the first rule that fits, before what a prompt asks for. */
export interface GeminiControl {
  /** Adds a rule behind the others. Throws `ZodError` when it is malformed. */
  add: (rule: GeminiRule) => void
  /** Forgets all rules, counters and the journal. */
  reset: () => void
}

export interface Asked {
  prompt: string
  purpose: 'reply' | 'title' | 'summary'
  round: 'first' | 'tools'
  /** What tells this request from others, so that its repetitions can be counted. */
  key: string
}

export interface RuleBook extends GeminiControl {
  /**
   * The rule for a request: the first added one that fits, else what its prompt says. In a prompt that has a fault,
   * `round` and `times` are about the fault: its scenario is played all the same.
   */
  take: (asked: Asked, directive: Rule | null) => Rule | null
}

const rememberedKeys = 1_000

/** `onReset` runs with each reset. */
export function createControl(onReset: () => void): RuleBook {
  let rules: { rule: Rule, used: number }[] = []
  const seen = new Map<string, number>()

  const fits = (rule: Rule, asked: Asked): boolean =>
    (rule.match === undefined || asked.prompt.includes(rule.match))
    && (rule.round === undefined || rule.round === 'any' || rule.round === asked.round)
    && (rule.purpose === 'any' || (rule.purpose ?? 'reply') === asked.purpose)

  /** A prompt's `times` counts how often the very same request came. */
  const countSeen = (key: string): number => {
    const hash = createHash('sha1').update(key).digest('base64')
    const count = (seen.get(hash) ?? 0) + 1
    seen.delete(hash)
    seen.set(hash, count)
    const [oldest] = seen.keys()
    if (seen.size > rememberedKeys && oldest !== undefined) seen.delete(oldest)
    return count
  }

  return {
    add: (rule) => {
      rules.push({ rule: geminiRule.parse(rule), used: 0 })
    },
    reset: () => {
      rules = []
      seen.clear()
      onReset()
    },
    take: (asked, directive) => {
      const found = rules.find(({ rule, used }) => used < (rule.times ?? Infinity) && fits(rule, asked))
      if (found !== undefined) {
        found.used++
        return found.rule
      }
      if (directive === null) return null
      const { times } = directive
      if (fits(directive, asked) && (times === undefined || countSeen(asked.key) <= times)) return directive
      const { fault, round: _round, ...peaceful } = directive
      return fault !== undefined && fits(peaceful, asked) ? peaceful : null
    },
  }
}
