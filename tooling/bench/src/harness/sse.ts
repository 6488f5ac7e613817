/** One server-sent event. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface ServerSentEvent {
  event: string
  id: string | undefined
  data: string
}

/** Reads events from a body as they come. Blocks without data (comments, pings) are left out. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent, void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true })
    // A line end may come in two halves: the second one is waited for.
    const whole = rest.endsWith('\r') ? rest.length - 1 : rest.length
    const blocks = rest.slice(0, whole).replaceAll('\r\n', '\n').split('\n\n')
    rest = (blocks.pop() ?? '') + rest.slice(whole)
    for (const block of blocks) {
      const event = parseBlock(block)
      if (event !== null) yield event
    }
  }
}

function parseBlock(block: string): ServerSentEvent | null {
  const data: string[] = []
  let event = 'message'
  let id: string | undefined
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([^:]+):? ?(.*)$/.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id') id = value
  }
  return data.length === 0 ? null : { event, id, data: data.join('\n') }
}
