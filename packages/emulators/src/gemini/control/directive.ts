import type { Rule } from './rule.ts'
import { geminiRule } from './rule.ts'

const pattern = /\[\[(fault|scenario):([\w-]+)((?:\s+[\w-]+=(?:"[^"]*"|[^\s\]"]+))*)\s*\]\]/g
const ruleKeys = new Set(['round', 'times', 'purpose', 'rate', 'firstByteMs'])

/** Short names for faults that have a longer one. */
const aliases: Record<string, Record<string, unknown>> = {
  safety: { kind: 'finish', reason: 'SAFETY' },
  'max-tokens': { kind: 'finish', reason: 'MAX_TOKENS' },
  recitation: { kind: 'finish', reason: 'RECITATION' },
  'malformed-call': { kind: 'finish', reason: 'MALFORMED_FUNCTION_CALL', after: 0 },
  'unknown-finish': { kind: 'finish', reason: 'SOMETHING_NEW' },
}

/**
 * What a prompt asks of the emulator itself: `[[fault:503]]`, `[[fault:drop after=20 round=tools]]`,
 * `[[scenario:tokens n=2000 seed=7 rate=50]]`. Null when it asks nothing. Throws `ZodError` when it cannot be meant.
 */
export function readDirectives(prompt: string): Rule | null {
  const merged: Record<string, unknown> = {}
  for (const [, type = '', name = '', list = ''] of prompt.matchAll(pattern)) {
    const subject: Record<string, unknown> = type === 'scenario' ? { name } : faultOf(name)
    for (const [, key = '', quoted, plain] of list.matchAll(/([\w-]+)=(?:"([^"]*)"|([^\s\]"]+))/g)) {
      const value = quoted ?? (Number.isNaN(Number(plain)) ? plain : Number(plain))
      if (ruleKeys.has(key)) merged[key] = value
      else subject[key] = value
    }
    merged[type] = subject
  }
  return Object.keys(merged).length === 0 ? null : geminiRule.parse(merged)
}

/** The prompt without what was meant for the emulator. */
export function withoutDirectives(prompt: string): string {
  return prompt.replaceAll(pattern, '').replace(/ {2,}/g, ' ').trim()
}

function faultOf(name: string): Record<string, unknown> {
  if (/^\d+$/.test(name)) return { kind: 'status', status: Number(name) }
  return { ...(aliases[name] ?? { kind: name }) }
}
