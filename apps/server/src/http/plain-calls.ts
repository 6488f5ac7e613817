import type { Context } from '@parley/api'
import { appRouter, stringify } from '@parley/api'
import type { AnyTRPCProcedure } from '@trpc/server'
import {
  callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, transformTRPCResponse, TRPCError,
} from '@trpc/server'
import { getHTTPStatusCode } from '@trpc/server/http'
import type { FastifyRequest } from 'fastify'
import { MAX_BATCH } from './limits.ts'

/** Queries, or mutations, that one request makes. */
export interface PlainCalls {
  type: 'query' | 'mutation'
  /** Names of procedures, such as `message.list`. */
  paths: string[]
  isBatch: boolean
  /** The inputs as they came, JSON. */
  input: string | undefined
}

const { _config: config, procedures } = appRouter._def
// Its type has routers in it, but they are laid out flat.
const types = new Map(Object.entries(procedures as unknown as Record<string, AnyTRPCProcedure>)
  .map(([path, procedure]) => [path, procedure._def.type]))

/**
 * What a request asks for, when it is of the plain kind: known procedures, called as is due, answered whole. Null for
 * all else, wrong requests included.
 */
export function readPlainCalls({ method, params, query, headers, body }: FastifyRequest): PlainCalls | null {
  const { path } = params as { path?: string }
  const { batch, input, connectionParams } = query as Record<string, unknown>
  const type = method === 'GET' ? 'query' : method === 'POST' ? 'mutation' : undefined
  if (path === undefined || type === undefined || connectionParams !== undefined) return null
  if (headers['trpc-accept'] !== undefined || headers.accept?.includes('jsonl') === true) return null
  const text = type === 'query' ? input : body ?? null
  if (!isTextOrAbsent(text) || !isJsonOrAbsent(headers['content-type'])) return null
  const isBatch = batch === '1'
  const paths = isBatch ? path.split(',') : [path]
  if (paths.length > MAX_BATCH || paths.some((one) => types.get(one) !== type)) return null
  return { type, paths, isBatch, input: text }
}

const isTextOrAbsent = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string'
const isJsonOrAbsent = (type: string | undefined): boolean =>
  type === undefined || type.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'

/**
 * Answers plain calls as tRPC's own adapter does (https://trpc.io/docs/rpc), without a web Request, Response and stream
 * for each: those took more than reading a page of messages. Throws when an answer cannot be serialised.
 */
export async function answerPlainCalls(
  { type, paths, isBatch, input }: PlainCalls,
  { ctx, signal, onError }: { ctx: Context, signal: AbortSignal, onError: (error: TRPCError, path: string) => void },
): Promise<{ status: number, body: string }> {
  const inputs = readInputs(input, isBatch)
  const errors: (TRPCError | undefined)[] = []
  const answers = await Promise.all(paths.map(async (path, batchIndex) => {
    try {
      const getRawInput = async (): Promise<unknown> => inputs()?.[batchIndex]
      const call = { router: appRouter, path, getRawInput, ctx, type, signal, batchIndex }
      const data: unknown = await callTRPCProcedure(call)
      return { result: { data } }
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause)
      errors[batchIndex] = error
      onError(error, path)
      return { error: getTRPCErrorShape({ config, ctx, error, input: undefined, path, type }) }
    }
  }))
  const json = answers.map((answer) => 'result' in answer
    ? `{"result":{"data":${stringify(answer.result.data)}}}`
    : JSON.stringify(transformTRPCResponse(config, answer)))
  return { status: getHTTPStatusCode(answers, errors), body: isBatch ? `[${json.join()}]` : json[0] ?? '' }
}

/** Reads the inputs of all calls when the first of them asks for its own. Throws `BAD_REQUEST`. */
function readInputs(text: string | undefined, isBatch: boolean): () => Record<number, unknown> | undefined {
  let read: Record<number, unknown> | undefined
  return () => {
    if (text === undefined || text === '') return undefined
    read ??= parse(text, isBatch)
    return read
  }
}

function parse(text: string, isBatch: boolean): Record<number, unknown> {
  const { deserialize } = config.transformer.input
  try {
    const raw: unknown = JSON.parse(text)
    if (!isBatch) return [deserialize(raw)]
    if (typeof raw !== 'object' || raw === null) throw new TypeError('The inputs of a batch are an object')
    return Object.fromEntries(Object.entries(raw).map(([index, value]) => [index, deserialize(value)]))
  } catch (cause) {
    if (cause instanceof TRPCError) throw cause
    throw new TRPCError({ code: 'BAD_REQUEST', cause })
  }
}
