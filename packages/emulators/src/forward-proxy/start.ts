import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ForwardProxyOptions {
  /** Where hosts are that only the proxy knows: `model.invalid` → `http://127.0.0.1:4000`. Others are asked as they are. */
  hosts?: Record<string, string>
  /** What a CONNECT is answered: a status, or nothing at all. Default: 200. */
  connect?: number | 'silence'
}

export interface ForwardProxy {
  url: string
  /** The request lines so far, without the version: `CONNECT example.org:443`, `GET http://example.org/path`. */
  seen: string[]
  close: () => Promise<void>
}

/**
 * A proxy such as stands between a company's machines and the internet: it forwards requests in absolute form and
 * opens tunnels. https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 · https://www.rfc-editor.org/rfc/rfc9110#CONNECT
 */
export async function startForwardProxy(
  { hosts = {}, connect: answer = 200 }: ForwardProxyOptions = {},
): Promise<ForwardProxy> {
  const seen: string[] = []
  const sockets = new Set<Duplex>()

  const place = (address: string): { host: string, port: number } => {
    const { hostname, port } = new URL(address)
    const { hostname: host, port: known } = new URL(hosts[hostname] ?? address)
    return { host, port: Number(known || port || 80) }
  }

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    seen.push(`${incoming.method} ${incoming.url}`)
    const url = new URL(incoming.url ?? '')
    const { method, headers } = incoming
    const path = url.pathname + url.search
    const onward = request({ ...place(url.href), path, method, headers, agent: false }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  }

  function tunnel({ url = '' }: IncomingMessage, near: Duplex, head: Buffer): void {
    seen.push(`CONNECT ${url}`)
    near.on('error', () => undefined)
    if (answer === 'silence') return
    if (answer !== 200) return void near.end(`HTTP/1.1 ${answer} Refused\r\n\r\n`)
    const far: Socket = connect(place(`http://${url}`), () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n')
      far.write(head)
      near.pipe(far).pipe(near)
    })
    far.on('error', () => near.destroy())
    near.on('close', () => far.destroy())
  }

  const server = createServer(forward).on('connect', tunnel).on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
