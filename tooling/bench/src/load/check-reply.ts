/** As much of a chat's events as is looked at. */
export interface SeenEvent {
  type: string
  replyId?: string
  seq?: number
  index?: number
  text?: string
  status?: string
  failure?: string | null
}

/** One reply, as a reader of its stream sees it grow. */
export interface ReplyCheck {
  /**
   * Takes the reply's next event. True when it was its last one. Throws when one is missing, comes twice or out of
   * order, or says that something went wrong; and at the end, when the whole text is not the one expected.
   */
  take: (event: SeenEvent) => boolean
  text: () => string
  deltas: () => number
}

/** Checks the events of the reply `replyId` by number and by content; any text will do when none is `expected`. */
export function createReplyCheck(replyId: string, expected?: string): ReplyCheck {
  let seq = -1
  let deltas = 0
  let text = ''
  const wrong = (what: string): Error => new Error(`Reply ${replyId}: ${what}`)

  return {
    text: () => text,
    deltas: () => deltas,
    take(event) {
      if (event.replyId !== replyId) throw wrong(`an event ${event.type} of ${event.replyId ?? 'nothing'} amid it`)
      const at = event.type === 'start' ? 0 : event.seq
      if (at !== seq + 1) throw wrong(`event ${at} (${event.type}) after event ${seq}`)
      seq = at
      switch (event.type) {
        case 'start': return false
        case 'delta':
          deltas++
          text += event.text ?? ''
          return false
        case 'finish':
          if (event.status !== 'done') throw wrong(`ended as ${event.status} (${event.failure})`)
          if (expected !== undefined && text !== expected) throw wrong(firstDifference(text, expected))
          return true
        default: throw wrong(`an event ${event.type}`)
      }
    },
  }
}

function firstDifference(text: string, expected: string): string {
  let at = 0
  while (at < text.length && text[at] === expected[at]) at++
  const part = (whole: string): string => JSON.stringify(whole.slice(at, at + 20))
  return `${text.length} of ${expected.length} characters; at ${at} ${part(text)} instead of ${part(expected)}`
}
