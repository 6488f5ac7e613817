import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'

/** How long a proxy may take to open a tunnel, milliseconds. */
const tunnelMs = 30_000

/**
 * As much of `fetch` as the SDK uses, straight over node:http, with a pool of connections that stay open for as long as
 * the other side lets them: a person thinks for longer than the four seconds after which fetch's own pool closes one,
 * and then waits for TCP and TLS again. An answer that is no success comes whole; a success comes as it is received.
 * `proxyEnv` names the proxy to go through (https://nodejs.org/api/http.html#built-in-proxy-support).
 */
export function createHttpFetch({ proxyEnv }: { proxyEnv?: http.ProxyEnv | undefined } = {}): typeof fetch {
  const pool = { keepAlive: true, proxyEnv }
  const agents = { 'http:': new http.Agent(pool), 'https:': new https.Agent(pool) }

  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const options: https.RequestOptions = {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      agent: agents[url.protocol === 'http:' ? 'http:' : 'https:'],
      ...(proxyEnv && { timeout: tunnelMs }),
    }
    const response = await ask(url, options, { body: typeof body === 'string' ? body : undefined, signal })
    const { statusCode = 0, statusMessage = '' } = response
    const isSuccess = statusCode >= 200 && statusCode < 300
    return isSuccess ? streamed(response) : await whole(response, { status: statusCode, statusText: statusMessage })
  }
}

interface Ask {
  body: string | undefined
  signal: AbortSignal | null | undefined
}

/**
 * One request, until the head of its answer. A connection that breaks is told, a kept one too: the other side may have
 * begun to answer, and who asks again has to say so.
 */
async function ask(url: URL, options: https.RequestOptions, { body, signal }: Ask): Promise<http.IncomingMessage> {
  signal?.throwIfAborted()
  const request = (url.protocol === 'http:' ? http : https).request(url, options)
  // Not as an option of the request: Node would tie the connection to it, which others use after this one. And without
  // the signal's reason: a connection between two requests has nobody to tell it to, which would end the process.
  const abort = (): void => void request.destroy()
  signal?.addEventListener('abort', abort)
  request.once('close', () => signal?.removeEventListener('abort', abort))
  // What goes wrong after the head is told to who reads, and is no reason to end the process when nobody does.
  request.on('error', () => undefined).once('response', (response) => response.on('error', () => undefined))
  request.end(body)
  try {
    // The signal here too: a request that still waits for a proxy's tunnel tells nobody that it was destroyed.
    const [response] = await once(request, 'response', signal ? { signal } : {}) as [http.IncomingMessage]
    return response
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** Without headers, of which the SDK would make a copy with each piece that it reads. */
function streamed(response: http.IncomingMessage): Response {
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const reader = { read: async () => chunks.next(), releaseLock: () => undefined }
  return {
    ok: true, status: response.statusCode, statusText: '', headers: new Headers(), body: { getReader: () => reader },
  } as unknown as Response
}

async function whole(response: http.IncomingMessage, init: ResponseInit): Promise<Response> {
  let text = ''
  for await (const piece of response.setEncoding('utf8')) text += String(piece)
  return new Response(text === '' ? null : text, {
    ...init, headers: { 'content-type': response.headers['content-type'] ?? 'text/plain' },
  })
}
