import { startServerProcess } from '@parley/server/testing'
import { signInitData } from '@parley/telegram'
import type { ServerSentEvent } from '../harness/sse.ts'
import { readEvents } from '../harness/sse.ts'

/** The bot that a Parley of a benchmark trusts. */
export const botToken = '42:bench-token'

export interface Parley {
  url: string
  stop: () => Promise<unknown>
}

/** Parley as in production, on an empty SQLite file, with limits that no benchmark meets. `env` comes on top. */
export async function startParley(
  { geminiUrl, model }: { geminiUrl: string, model: string },
  env: Record<string, string> = {},
): Promise<Parley> {
  const server = await startServerProcess({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    BOT_TOKEN: botToken,
    GEMINI_API_KEY: 'bench',
    GEMINI_BASE_URL: geminiUrl,
    GEMINI_MODELS: model,
    RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
    CONCURRENT_REPLIES_PER_USER: '1000',
    TOKENS_PER_USER_PER_DAY: '1000000000000',
    ...env,
  })
  if (server.url === undefined) throw new Error(`Parley did not start:\n${server.output()}`)
  return { url: server.url.replace('//localhost:', '//127.0.0.1:'), stop: async () => await server.stop() }
}

/** One person's calls, over plain fetch, as the wire has them. */
export interface ParleyUser {
  mutate: (procedure: string, input: object) => Promise<void>
  /** Opens a subscription; `abort` closes it. */
  subscribe: (procedure: string, input: object, abort: AbortSignal) => Promise<AsyncGenerator<ServerSentEvent, void>>
}

export function createParleyUser({ url }: Pick<Parley, 'url'>, id: number): ParleyUser {
  const user = { id, first_name: 'Bench', language_code: 'en' }
  const authorization = `tma ${signInitData({ user }, { botToken, authDate: new Date() })}`

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
