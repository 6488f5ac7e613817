import type { ChatEvent } from '@parley/api'

/** An event as it came, with the id that a reader goes on from. */
export interface Received {
  id: string
  event: ChatEvent
}

/** Takes a stream of tRPC's server-sent events apart; the blocks that keep the connection alive are left out. */
export async function* readServerSentEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<Received, void, void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    const blocks = text.split(/\n\n+/)
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => {
        const at = line.indexOf(': ')
        return [line.slice(0, at), line.slice(at + 2)]
      }))
      const [kind, id, data] = [fields.get('event'), fields.get('id'), fields.get('data')]
      if (kind === 'serialized-error') throw new Error(`The stream ended with ${data}`)
      if (kind === 'return') return
      if (kind !== undefined || id === undefined || data === undefined) continue
      yield { id, event: (JSON.parse(data) as { json: ChatEvent }).json }
    }
  }
}
