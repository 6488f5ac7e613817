import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'

/**
 * As much of `fetch` as the SDK uses, straight over node:http, with a pool of connections that stay open for as long as
 * the other side lets them: a person thinks for longer than the four seconds after which fetch's own pool closes one,
 * and then waits for TCP and TLS again. An answer that is no success comes whole; a success comes as it is received.
 */
export function createHttpFetch(): typeof fetch {
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const options: https.RequestOptions = {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      agent: agents[url.protocol === 'http:' ? 'http:' : 'https:'],
      ...(signal && { signal }),
    }
    const response = await ask(url, options, typeof body === 'string' ? body : undefined)
    const { statusCode = 0, statusMessage = '' } = response
    const isSuccess = statusCode >= 200 && statusCode < 300
    return isSuccess ? streamed(response) : await whole(response, { status: statusCode, statusText: statusMessage })
  }
}

/** A connection of the pool may have been closed by the other side just now: https://nodejs.org/api/http.html#requestreusedsocket */
async function ask(url: URL, options: https.RequestOptions, body: string | undefined): Promise<http.IncomingMessage> {
  for (;;) {
    const request = (url.protocol === 'http:' ? http : https).request(url, options)
    request.end(body)
    try {
      const [response] = await once(request, 'response') as [http.IncomingMessage]
      // What goes wrong from here on is told to who reads, and must not bring down the process when nobody does.
      for (const stream of [request, response]) stream.on('error', () => undefined)
      return response
    } catch (error) {
      const isReset = error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
      if (!request.reusedSocket || !isReset) throw error
    }
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
