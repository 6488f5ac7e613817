import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** An HTTP server that behaves in its own way until the end of the test, and the connections that it got. */
export async function serve(listener: RequestListener): Promise<{ url: string, connections: Socket[] }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  const connections: Socket[] = []
  server.on('connection', (socket) => connections.push(socket))
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections }
}
