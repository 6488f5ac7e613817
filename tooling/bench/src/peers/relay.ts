import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import Fastify from 'fastify'
import { generateRequest } from './generate-request.ts'

export interface RelaySettings {
  geminiUrl: string
  model: string
}

/**
 * The floor: takes a text, asks the model, and pipes its events through as they are. No identity, no limits, no
 * storage, no tools, no other device that sees the same.
 */
const { geminiUrl, model } = JSON.parse(process.argv[2] ?? '{}') as RelaySettings
const app = Fastify({ forceCloseConnections: true })

app.post<{ Body: { text: string } }>('/chat', async (request, reply) => {
  const { url, init } = generateRequest({ geminiUrl, model, text: request.body.text })
  const { body, status } = await fetch(url, init)
  if (body === null) throw new Error('The model answered nothing')
  return reply.code(status).type('text/event-stream').send(Readable.fromWeb(body as ReadableStream<Uint8Array>))
})

process.once('SIGTERM', () => void app.close())
process.stdout.write(`listening at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
