import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signInitData } from '@parley/telegram'
import type { Peer } from '../harness/processes.ts'
import { startProcess } from '../harness/processes.ts'
import type { ServerSentEvent } from '../harness/sse.ts'
import { readEvents } from '../harness/sse.ts'

/** The bot that a Parley of a benchmark trusts. */
export const botToken = '42:bench-token'
const ownMain = fileURLToPath(import.meta.resolve('@parley/server/main'))

/**
 * Parley as in production, on an empty SQLite file, with limits that no benchmark meets. `env` comes on top; `main`
 * runs instead of its own main file.
 */
export async function startParley(
  { geminiUrl, model }: { geminiUrl: string, model: string },
  env: Record<string, string> = {},
  { main = ownMain, nodeOptions = [] }: { main?: string, nodeOptions?: string[] } = {},
): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-parley-'))
  const server = await startProcess(['--disable-warning=ExperimentalWarning', ...nodeOptions, main], {
    name: 'Parley',
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: `file:${join(folder, 'parley.db')}`,
      BOT_TOKEN: botToken,
      GEMINI_API_KEY: 'bench',
      GEMINI_BASE_URL: geminiUrl,
      GEMINI_MODELS: model,
      RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
      CONCURRENT_REPLIES_PER_USER: '1000',
      TOKENS_PER_USER_PER_DAY: '1000000000000',
      STREAMS_PER_USER: '10000',
      CONNECTIONS_PER_ADDRESS: '100000',
      ...env,
    },
    ready: /"local":"http:\/\/[^"\s]*:(\d+)"/,
  })
  return {
    ...server,
    url: `http://127.0.0.1:${server.url}`,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One person's calls, over plain fetch, as the wire has them. */
export interface ParleyUser {
  mutate: (procedure: string, input: object) => Promise<void>
  /** Opens a subscription; `abort` closes it. */
  subscribe: (procedure: string, input: object, abort: AbortSignal) => Promise<AsyncGenerator<ServerSentEvent, void>>
}

/** What a person's calls carry. */
export function authorize(id: number): { authorization: string } {
  const user = { id, first_name: 'Bench', language_code: 'en' }
  return { authorization: `tma ${signInitData({ user }, { botToken, authDate: new Date() })}` }
}

export function createParleyUser({ url }: Pick<Peer, 'url'>, id: number): ParleyUser {
  const { authorization } = authorize(id)

  async function request(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${url}/trpc/${path}`, init)
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }

  return {
    async mutate(procedure, input) {
      const response = await request(procedure, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ json: input }),
      })
      await response.arrayBuffer()
    },
    async subscribe(procedure, input, signal) {
      const query = new URLSearchParams({ input: JSON.stringify({ json: input }) })
      const { body } = await request(`${procedure}?${query.toString()}`, {
        headers: { authorization, accept: 'text/event-stream' },
        signal,
      })
      if (body === null) throw new Error(`${procedure} has no body`)
      return readEvents(body)
    },
  }
}
