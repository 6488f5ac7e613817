import { createHash } from 'node:crypto'

/** What the real API takes in place of a lost signature (ai.google.dev/gemini-api/docs/thought-signatures). */
const dummies = new Set(['context_engineering_is_the_way_to_go', 'skip_thought_signature_validator']
  .flatMap((text) => [text, Buffer.from(text).toString('base64')]))

/** The signature of a call: the real one is opaque, this one is a hash of the call, so that a changed call shows. */
export function signCall(call: { id?: string | undefined, name: string, args?: unknown }): string {
  return createHash('sha256').update(canonical([call.id ?? null, call.name, call.args ?? {}])).digest('base64')
}

/** Whether `signature` belongs to this call, or is one of the documented stand-ins. */
export function isSignatureOf(call: Parameters<typeof signCall>[0], signature: string): boolean {
  return signature === signCall(call) || dummies.has(signature)
}

/** The signature that closes a text. */
export function signText(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item)
}
