import { once } from 'node:events'
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { createEventSplitter } from './split-events.ts'

type Headers = Record<string, string>

/**
 * Node's own HTTP client, which costs a fraction of what fetch and web streams do: the one that makes the load must
 * have time left when a server has none.
 */
async function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  const [response] = await once(outgoing, 'response') as [IncomingMessage]
  return response
}

/** Posts JSON, and resolves to the answer's body. Rejects when the status is not 200. */
export async function postJson(url: string, body: object, { agent, headers }: {
  agent: Agent
  headers: Headers
}): Promise<string> {
  const content = Buffer.from(JSON.stringify(body))
  const length = String(content.length)
  const options: RequestOptions = {
    agent,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'content-length': length },
  }
  const response = await answerTo(request(url, options).end(content))
  const answer = await text(response)
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${answer}`)
  return answer
}

export interface EventStreamOptions {
  headers: Headers
  /** Gets the data and the name (`message` when it has none) of each event as soon as its last byte is here. */
  onEvent: (data: string, name: string) => void
  /** Called once, when the stream is over for any reason but `close`. */
  onEnd: (error: Error) => void
}

/** Posts JSON, and hands on the events of the answer as they come. Resolves at its end. */
export async function postForEvents(
  url: string,
  body: object,
  { headers = {}, onEvent }: { headers?: Headers } & Pick<EventStreamOptions, 'onEvent'>,
): Promise<void> {
  const content = { 'content-type': 'application/json' }
  const outgoing = request(url, { agent: false, method: 'POST', headers: { ...headers, ...content } })
  const response = await answerTo(outgoing.end(JSON.stringify(body)))
  if (response.statusCode !== 200) {
    throw new Error(`${url} answered ${response.statusCode}: ${await text(response)}`)
  }
  const split = createEventSplitter(onEvent)
  // Gemini ends its lines with both; what is split knows line feeds only.
  response.setEncoding('utf8').on('data', (chunk: string) => split(chunk.replaceAll('\r', '')))
  await once(response, 'end')
}

/** Opens a stream of server-sent events on a connection of its own. Resolves to what closes it, once it is open. */
export async function openEventStream(
  url: string,
  { headers, onEvent, onEnd }: EventStreamOptions,
): Promise<() => void> {
  const outgoing = request(url, { agent: false, headers: { ...headers, accept: 'text/event-stream' } }).end()
  const response = await answerTo(outgoing)
  if (response.statusCode !== 200) {
    throw new Error(`${url} answered ${response.statusCode}: ${await text(response)}`)
  }
  let over = false
  const end = (error: Error): void => {
    if (over) return
    over = true
    onEnd(error)
  }
  response.setEncoding('utf8')
  response.on('data', createEventSplitter(onEvent))
  response.on('error', end)
  response.on('close', () => end(new Error('The stream ended')))
  return () => {
    over = true
    outgoing.destroy()
  }
}
