/** Where a deep link leads: https://core.telegram.org/bots/webapps#direct-link-mini-apps */
export type StartTarget = { to: 'chat', id: string } | { to: 'question', text: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const longestQuestion = 8_000

/** Reads `chat_<id>` and `q_<base64url of UTF-8 text>`; anything else leads nowhere in particular. */
export function readStartParam(startParam: string | undefined): StartTarget | undefined {
  const [, kind, rest = ''] = /^(chat|q)_([\w-]+)$/.exec(startParam ?? '') ?? []
  if (kind === 'chat') return uuid.test(rest) ? { to: 'chat', id: rest.toLowerCase() } : undefined
  const text = kind === 'q' ? decode(rest)?.trim() : undefined
  return text === undefined || text === '' ? undefined : { to: 'question', text: text.slice(0, longestQuestion) }
}

function decode(base64url: string): string | undefined {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
  } catch {
    return undefined
  }
}
