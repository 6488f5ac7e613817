import { connect } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import type { ServerProcess } from '../../../src/testing.ts'
import { startServerProcess } from '../../../src/testing.ts'

/** What a call came back with. */
export interface Answer {
  status: number
  body: string
  /** The reason in it, if there is one. */
  reason: string | undefined
}

type Headers = Record<string, string>

/** A real server that is attacked for as long as a file of tests runs, and hands for it. */
export function target(env: Record<string, string> = {}) {
  let server: ServerProcess | undefined
  beforeAll(async () => {
    server = await startServerProcess({ LOG_LEVEL: 'trace', RATE_LIMIT_MESSAGES_PER_MINUTE: '1000', ...env })
  })
  afterAll(async () => {
    await server?.stop()
  })
  const url = () => server?.url ?? 'http://no.server'

  async function headersOf(user: number): Promise<Record<string, string>> {
    const initData = await (await fetch(`${url()}/dev/init-data?user=${user}`)).text()
    return { authorization: `tma ${initData}`, 'content-type': 'application/json' }
  }

  async function post(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
    return await answerOf(await fetch(`${url()}/trpc/${path}`, { method: 'POST', headers, body }))
  }

  async function get(path: string, input: string, headers: Record<string, string>): Promise<Answer> {
    return await answerOf(await fetch(`${url()}/trpc/${path}?input=${encodeURIComponent(input)}`, { headers }))
  }

  return {
    url,
    output: () => server?.output() ?? '',
    headersOf,
    post,
    get,
    mutate: (path: string, json: object, headers: Headers) => post(path, JSON.stringify({ json }), headers),
    query: (path: string, json: object, headers: Headers) => get(path, JSON.stringify({ json }), headers),
    /** Opens a stream of events; the text of its first piece, and how to close it. */
    async stream(chatId: string, headers: Record<string, string>) {
      const abort = new AbortController()
      const input = encodeURIComponent(JSON.stringify({ json: { chatId } }))
      const response = await fetch(`${url()}/trpc/chat.events?input=${input}`, { headers, signal: abort.signal })
      return { status: response.status, read: () => readUntilEvent(response), close: () => abort.abort() }
    },
    /** What comes back for these very bytes, until the server closes the connection or says nothing for a while. */
    raw: (bytes: string) => exchange(url(), bytes),
    /** The same, when a letter more comes each second for as long as the server takes it. */
    drip: (bytes: string) => exchange(url(), bytes, 1_000),
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const body = await response.text()
  return { status: response.status, body, reason: /"reason":"(\w+)"/.exec(body)?.[1] }
}

/** The stream up to its first event of ours; tRPC says `connected` before it. */
async function readUntilEvent(response: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  // Not `for await`, whose end would close the stream.
  const reader = response.body?.getReader()
  while (reader !== undefined && !/"type":"snapshot"|"reason":/.test(text)) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value as Uint8Array, { stream: true })
  }
  return text
}

function exchange(url: string, bytes: string, letterEveryMs?: number): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let text = ''
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes, 'latin1'))
    socket.setEncoding('latin1').setTimeout(20_000, () => socket.destroy())
    socket.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\r\n\r\n')) socket.end()
    })
    const more = letterEveryMs === undefined ? undefined : setInterval(() => socket.write('x'), letterEveryMs)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(more)
      resolve(text)
    })
  })
}
