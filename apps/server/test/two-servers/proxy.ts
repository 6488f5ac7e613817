import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A way to a TCP server that can be cut and mended, as when that server restarts. */
export interface Proxy {
  port: number
  /** Drops every connection and takes no new one. */
  cut: () => Promise<void>
  mend: () => Promise<void>
}

/** Passes everything on to `port` of this machine. */
export async function startProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const join = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.pipe(other).on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      other.destroy()
    })
  }
  const accept = (client: Socket): void => {
    const server = connect(port, '127.0.0.1')
    join(client, server)
    join(server, client)
  }
  const listen = async (at: number): Promise<Server> => {
    const server = createServer(accept).listen(at, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let server = await listen(0)
  const own = (server.address() as AddressInfo).port

  return {
    port: own,
    cut: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    mend: async () => {
      server = await listen(own)
    },
  }
}
