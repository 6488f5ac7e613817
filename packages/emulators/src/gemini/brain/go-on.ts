import type { Reply } from './reply.ts'

/**
 * The rest of a reply after `said`, what the model has said of it already. When the reply does not begin with that, the
 * whole of it.
 */
export function goOn(reply: Reply, said: string): Reply {
  const at = reply.parts.findIndex((part) => part.type === 'text')
  const part = reply.parts[at]
  if (part?.type !== 'text') return reply
  const { tokens } = part
  if (!begins(tokens(), said)) return reply
  const rest = function* (): Generator<string> {
    let left = said.length
    for (const token of tokens()) {
      if (token.length > left) yield token.slice(left)
      left = Math.max(0, left - token.length)
    }
  }
  return { ...reply, parts: reply.parts.with(at, { type: 'text', tokens: rest }) }
}

function begins(tokens: Iterable<string>, said: string): boolean {
  let position = 0
  for (const token of tokens) {
    if (position >= said.length) break
    if (token.slice(0, said.length - position) !== said.slice(position, position + token.length)) return false
    position += token.length
  }
  return true
}
