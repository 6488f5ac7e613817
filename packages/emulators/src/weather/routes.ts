import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError, prettifyError } from 'zod'
import type { WeatherRuleBook } from './control.ts'
import { weatherRule } from './control.ts'
import { strike } from './faults.ts'
import { search, searchQuery } from './geocoding.ts'
import type { WeatherJournalWriter } from './journal.ts'
import { OpenMeteoError, forecast, forecastQuery } from './open-meteo.ts'
import { WeatherApiError, weatherApiQuery, weatherAt } from './weather-api.ts'

export interface WeatherDeps {
  control: WeatherRuleBook
  journal: WeatherJournalWriter
  apiKeys: readonly string[] | undefined
  clock: () => Date
  /** Aborted when the emulator closes. */
  closing: AbortSignal
}

type Endpoint = (query: Record<string, unknown>) => object

/** Open-Meteo's and WeatherAPI.com's endpoints; their paths do not collide, so that one server is both. */
export function weatherRoutes(server: FastifyInstance, deps: WeatherDeps): void {
  const { apiKeys, clock } = deps
  const weatherApi = (query: Record<string, unknown>, withDays: boolean): object => {
    const { key = '', q, days } = weatherApiQuery.parse(query)
    if (key === '') throw new WeatherApiError(1002)
    if (apiKeys !== undefined && !apiKeys.includes(key)) throw new WeatherApiError(2006)
    return weatherAt(q, withDays ? days : undefined, clock())
  }
  const endpoints: Record<string, Endpoint> = {
    search: (query) => search(searchQuery.parse(query)),
    forecast: (query) => forecast(forecastQuery.parse(query), clock()),
    'current.json': (query) => weatherApi(query, false),
    'forecast.json': (query) => weatherApi(query, true),
  }
  for (const [name, endpoint] of Object.entries(endpoints)) {
    server.get(`/v1/${name}`, (request, reply) => respond(deps, name, endpoint, request, reply))
  }
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof WeatherApiError) return reply.code(error.status).send(error.toJSON())
    if (error instanceof OpenMeteoError) return reply.code(400).send({ error: true, reason: error.message })
    if (error instanceof ZodError) return reply.code(400).send({ error: true, reason: prettifyError(error) })
    throw error
  })
}

async function respond(
  { control, journal, clock, closing }: WeatherDeps,
  name: string,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = request.query as Record<string, unknown>
  const entry = journal.begin({ endpoint: name, query, startedAt: clock().getTime() })
  reply.raw.on('close', () => {
    entry.endedAt = clock().getTime()
    entry.status = reply.raw.headersSent ? reply.raw.statusCode : null
    if (entry.ended === 'running') entry.ended = reply.raw.writableFinished ? 'finished' : 'aborted'
  })
  const fault = control.take(name, Object.values(query).join('\n'))
  if (fault !== null && await strike(fault, { request, reply, entry, closing })) return reply
  return reply.send(endpoint(query))
}

/** The control endpoint: `POST /control/scenario`, `POST /control/reset`, `GET /control/journal`. */
export function weatherControlRoutes(server: FastifyInstance, { control, journal }: WeatherDeps): void {
  server.post('/control/scenario', async (request, reply) => {
    const rule = weatherRule.safeParse(request.body)
    if (!rule.success) return reply.code(400).send({ error: prettifyError(rule.error) })
    control.add(rule.data)
    return reply.code(204).send()
  })
  server.post('/control/reset', async (_request, reply) => {
    control.reset()
    return reply.code(204).send()
  })
  server.get('/control/journal', async () => ({ entries: journal.entries() }))
}
