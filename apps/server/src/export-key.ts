import { hkdfSync } from 'node:crypto'
import type { CompleteEnv } from './env.ts'

/**
 * The key that signs addresses of exports, 32 bytes. It follows (RFC 5869) from a secret that every server of one
 * service has anyway, so that any of them takes what another has signed and nobody has to configure it.
 */
export function deriveExportKey({ BOT_TOKEN, GEMINI_API_KEY }: Pick<CompleteEnv, 'BOT_TOKEN' | 'GEMINI_API_KEY'>): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', BOT_TOKEN ?? GEMINI_API_KEY, '', 'parley export ticket', 32))
}
