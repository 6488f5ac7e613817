import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { WeatherFault } from './control.ts'
import type { WeatherJournalEntry } from './journal.ts'
import { WeatherApiError } from './weather-api.ts'

/** Lets a fault happen. False when the right answer is still to be given. */
export async function strike(
  fault: WeatherFault,
  { request, reply, entry, closing }: {
    request: FastifyRequest
    reply: FastifyReply
    entry: WeatherJournalEntry
    closing: AbortSignal
  },
): Promise<boolean> {
  const isWeatherApi = entry.endpoint.endsWith('.json')
  switch (fault.kind) {
    case 'slow':
      await sleep(fault.ms, undefined, { signal: closing })
      return false
    case 'status':
      await reply.code(fault.status).type('text/html').send('<html><body>It does not work.</body></html>')
      return true
    case 'error':
      await reply.code(fault.status).send(isWeatherApi
        ? { error: { code: 9999, message: fault.reason } }
        : { error: true, reason: fault.reason })
      return true
    case 'quota':
      if (isWeatherApi) throw new WeatherApiError(2007)
      await reply.code(429).send({ error: true, reason: 'Minutely API request limit exceeded. Please try again in one minute.' })
      return true
    case 'garbage':
      await reply.type('application/json').send('{"latitude": 48.85, "curr')
      return true
    case 'stall':
      reply.hijack()
      return true
    case 'reset':
      reply.hijack()
      entry.ended = 'faulted'
      request.raw.socket.resetAndDestroy()
      return true
  }
}
