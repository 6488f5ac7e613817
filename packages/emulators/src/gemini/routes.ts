import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GeminiJournalEntry, JournalWriter } from './control/journal.ts'
import type { Deps } from './generate.ts'
import { generate } from './generate.ts'
import { ApiError, invalidArgument, invalidKey } from './wire/api-error.ts'
import { checkContents } from './wire/check-request.ts'
import { modelResource } from './wire/models.ts'
import { parseBody } from './wire/parse-body.ts'
import { countTokensRequest } from './wire/request.ts'
import { promptTokens } from './wire/tokens.ts'

export interface RouteDeps extends Deps {
  journal: JournalWriter
  apiKeys: readonly string[] | undefined
  models: readonly string[]
}

type ModelRequest = FastifyRequest<{ Params: { target: string }, Querystring: { alt?: string } }>

/** The REST surface of the Gemini API that Parley uses, on both of its versions. */
export function modelRoutes(server: FastifyInstance, deps: RouteDeps): void {
  for (const version of ['v1', 'v1beta']) {
    void server.register(async (scope) => {
      versionRoutes(scope, version, deps)
    }, { prefix: `/${version}` })
  }
  server.setErrorHandler((error, _request, reply) => {
    const known = error instanceof ApiError ? error : fromFastify(error)
    return reply.code(known.code).type('application/json; charset=UTF-8').send(JSON.stringify(known))
  })
  server.setNotFoundHandler(() => {
    throw new ApiError(404, 'Requested entity was not found.')
  })
}

function versionRoutes(scope: FastifyInstance, version: string, deps: RouteDeps): void {
  const { journal, models, apiKeys, now } = deps
  const entries = new WeakMap<FastifyRequest, GeminiJournalEntry>()

  const entryOf = (request: FastifyRequest): GeminiJournalEntry => {
    const known = entries.get(request)
    if (known !== undefined) return known
    const path = request.url.split('?', 1)[0] ?? ''
    const entry = journal.begin({ method: request.method, path, hasKey: keyOf(request) !== '', startedAt: now() })
    entries.set(request, entry)
    return entry
  }
  const knownModel = (name: string, method: string): string => {
    if (models.includes(name)) return name
    throw new ApiError(404, `models/${name} is not found for API version ${version}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`)
  }

  scope.addHook('onRequest', async (request) => {
    entryOf(request)
    const key = keyOf(request)
    if (key === '' || (apiKeys !== undefined && !apiKeys.includes(key))) throw invalidKey()
  })
  scope.addHook('preHandler', async (request) => {
    entryOf(request).body = request.body ?? null
  })
  scope.addHook('onResponse', async (request, reply) => {
    const entry = entryOf(request)
    if (entry.ended !== 'running') return
    entry.ended = reply.statusCode < 400 ? 'finished' : 'refused'
    entry.status = reply.statusCode
    entry.endedAt = now()
    journal.changed(entry)
  })

  scope.get('/models', async () => ({ models: models.map(modelResource) }))
  scope.get('/models/:target', async (request: ModelRequest) =>
    modelResource(knownModel(request.params.target, 'getModel')))
  scope.post('/models/:target', async (request: ModelRequest, reply: FastifyReply) => {
    const [name = '', method = ''] = request.params.target.split(':')
    const entry = entryOf(request)
    entry.model = knownModel(name, method)
    if (method === 'countTokens') return countTokens(request.body)
    if (method === 'generateContent') return generate(deps, { request, reply, entry, format: 'whole' })
    if (method === 'streamGenerateContent') {
      return generate(deps, { request, reply, entry, format: request.query.alt === 'sse' ? 'sse' : 'array' })
    }
    throw new ApiError(404, `The method ${method} was not found.`)
  })
}

function countTokens(body: unknown): object {
  const { contents, generateContentRequest } = parseBody(countTokensRequest, body)
  const counted = generateContentRequest ?? { contents }
  checkContents(counted.contents)
  const totalTokens = promptTokens(counted)
  return { totalTokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }] }
}

function keyOf(request: FastifyRequest): string {
  const header = request.headers['x-goog-api-key']
  const query = (request.query as { key?: unknown }).key
  return typeof header === 'string' ? header : typeof query === 'string' ? query : ''
}

function fromFastify(error: unknown): ApiError {
  const { statusCode = 500, message } = error as { statusCode?: number, message: string }
  if (statusCode === 413) return invalidArgument('Request payload size exceeds the limit: 33554432 bytes.')
  if (statusCode < 500) return invalidArgument(`Invalid JSON payload received. ${message}`)
  return new ApiError(500, message)
}
