import { z } from 'zod'

/** Which other programs read in small letters too; those come first, as in Node and curl. */
const inSmallLetters = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']

/** In the order of preference; the first is what a chat uses unless it chose another. */
const MODELS = 'gemini-3.8-flash,gemini-3.5-flash-lite'

/** The bot token of development and demo. It protects nothing: production refuses it. */
export const DEMO_BOT_TOKEN = '1:parley-demo-token'

/** The key that the stand-in for Gemini takes when it is started by itself. */
const DEMO_API_KEY = 'demo'

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter((item) => item !== ''))
const count = z.coerce.number().int().positive()
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))

/** `false`, `true`, a number of proxies, or their addresses. https://fastify.dev/docs/latest/Reference/Server/#trustproxy */
const trustProxy = z.string().transform((text): boolean | number | string => {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d+$/.test(text) ? Number(text) : text
})

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']),
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: url.optional(),
  TRUST_PROXY: trustProxy.default(false),
  METRICS_TOKEN: z.string().min(16, 'is too short to be a secret: 16 characters at least').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_SERVICE_NAME: z.string().default('parley'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  BOT_TOKEN: z.string().regex(/^\d+:[\w-]{3,}$/, 'is not a bot token: BotFather gives 123456:ABC…').optional(),
  BOT_API_BASE_URL: url.optional(),
  BOT_ID: z.coerce.number().int().positive().optional(),
  TELEGRAM_ENVIRONMENT: z.enum(['production', 'test']).default('production'),
  INIT_DATA_MAX_AGE_SECONDS: count.default(86_400),
  CORS_ALLOWED_ORIGINS: list.pipe(z.array(z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin)))
    .default([]),
  CORS_PREFLIGHT_MAX_AGE: z.coerce.number().int().nonnegative().default(7_200),
  GEMINI_API_KEY: z.string().optional(),
  GEMINI_MODELS: list.pipe(z.array(z.string()).min(1)).default(MODELS.split(',')),
  GEMINI_BASE_URL: url.optional(),
  GEMINI_API_VERSION: z.string().regex(/^v\d\w*$/).optional(),
  WEATHER_API_KEY: z.string().optional(),
  WEATHER_BASE_URL: url.optional(),
  GEOCODING_BASE_URL: url.optional(),
  HTTP_PROXY: url.optional(),
  HTTPS_PROXY: url.optional(),
  NO_PROXY: z.string().optional(),
  DATABASE_URL: z.string().default('file:.data/parley.db'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is not redis://… or rediss://…' }).optional(),
  RATE_LIMIT_MESSAGES_PER_MINUTE: count.default(20),
  CONCURRENT_REPLIES_PER_USER: count.default(3),
  TOKENS_PER_USER_PER_DAY: count.default(1_000_000),
  STREAMS_PER_USER: count.default(20),
  CONNECTIONS_PER_ADDRESS: count.default(200),
  CONTEXT_TOKENS: count.min(1_000).default(16_000),
  /** The page's, at build time; known here to be refused. */
  VITE_USE_FAKE_USER: z.string().optional(),
})

export type Env = z.output<typeof schema>

/** An `Env` that has all that the server needs to run. */
export type CompleteEnv = Env & { GEMINI_API_KEY: string }

/** Whether nothing has to be filled in; `readEnv` has seen to it for production. */
export function isComplete(env: Env): env is CompleteEnv {
  return env.GEMINI_API_KEY !== undefined
}

/** The configuration is not usable; the message names every problem, in one line. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

/**
 * Reads the whole configuration. An empty value counts as none. Without NODE_ENV, a configuration that has both a bot
 * and a model is the real thing. @throws {EnvError}
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== ''))
  for (const name of inSmallLetters) given[name] = given[name.toLowerCase()] ?? given[name]
  const real = (given['BOT_TOKEN'] ?? given['BOT_ID']) !== undefined && given['GEMINI_API_KEY'] !== undefined
  const result = schema.safeParse({ NODE_ENV: real ? 'production' : 'development', ...given })
  const problems = result.success
    ? missing(result.data)
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  if (!result.success || problems.length > 0) throw new EnvError(`Bad configuration. ${problems.join('; ')}`)
  return result.data
}

/** The configuration of this process. @throws {EnvError} */
export const readProcessEnv = () => readEnv(process.env)

/** What an `Env` lacks, or has that cannot be meant. */
function missing(env: Env): string[] {
  const production = env.NODE_ENV === 'production'
  const problems = production ? unfitForProduction(env) : []
  if (production && !env.BOT_TOKEN && !env.BOT_ID) problems.push('BOT_TOKEN (or BOT_ID): needed in production')
  if (!env.GEMINI_API_KEY && (production || env.GEMINI_BASE_URL)) {
    problems.push(`GEMINI_API_KEY: needed ${production ? 'in production' : 'with GEMINI_BASE_URL'}`)
  }
  if (env.REDIS_URL !== undefined && !/^postgres(ql)?:/.test(env.DATABASE_URL)) {
    problems.push('REDIS_URL: is for several servers, which cannot share one SQLite file; set DATABASE_URL=postgresql://… too')
  }
  return problems
}

/** Production has no default secret, no fake user and no demo, and believes no address that anybody can make up. */
function unfitForProduction(env: Env): string[] {
  const problems: string[] = []
  if (env.BOT_TOKEN === DEMO_BOT_TOKEN) problems.push('BOT_TOKEN: is the demo\'s, with which anybody can sign in as anybody')
  if (env.GEMINI_API_KEY === DEMO_API_KEY) problems.push('GEMINI_API_KEY: is the demo\'s, which no real model takes')
  if (env.VITE_USE_FAKE_USER === 'true') problems.push('VITE_USE_FAKE_USER: production has no fake users')
  if (env.TRUST_PROXY === true) problems.push('TRUST_PROXY: true believes everybody; say how many proxies there are, or their addresses')
  return problems
}
