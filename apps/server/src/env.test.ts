import { describe, expect, test } from 'vitest'
import { DEMO_BOT_TOKEN, EnvError, readEnv } from './env.ts'

const real = { BOT_TOKEN: '42:secret', GEMINI_API_KEY: 'key' }

function problem(source: Record<string, string>): string {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  return 'none'
}

describe('what a configuration means', () => {
  test('nothing at all is development', () => {
    expect(readEnv({})).toMatchObject({ NODE_ENV: 'development', PORT: 3000, INIT_DATA_MAX_AGE_SECONDS: 86_400 })
  })

  test('a bot and a model make it the real thing, unless it says otherwise', () => {
    expect(readEnv(real).NODE_ENV).toBe('production')
    expect(readEnv({ BOT_ID: '42', GEMINI_API_KEY: 'key' }).NODE_ENV).toBe('production')
    expect(readEnv({ ...real, NODE_ENV: 'development' }).NODE_ENV).toBe('development')
    expect(readEnv({ BOT_TOKEN: '42:secret' }).NODE_ENV).toBe('development')
  })

  test('an empty value counts as none', () => {
    expect(readEnv({ BOT_TOKEN: '', GEMINI_API_KEY: ' ', PORT: '' })).toMatchObject({ NODE_ENV: 'development', PORT: 3000 })
  })

  test.each([['false', false], ['true', true], ['2', 2], ['10.0.0.0/8,127.0.0.1', '10.0.0.0/8,127.0.0.1']])(
    'TRUST_PROXY=%s', (given, meant) => {
      expect(readEnv({ TRUST_PROXY: given }).TRUST_PROXY).toBe(meant)
    },
  )

  test.each(['redis://localhost', 'rediss://user:secret@redis.example.org:6380/1'])(
    'with PostgreSQL, %s makes it one of several servers', (REDIS_URL) => {
      const DATABASE_URL = 'postgresql://localhost/parley'
      expect(readEnv({ REDIS_URL, DATABASE_URL })).toMatchObject({ REDIS_URL, DATABASE_URL })
      expect(readEnv({ DATABASE_URL }).REDIS_URL).toBeUndefined()
    },
  )

  test('a proxy may stand in small letters, which come first', () => {
    const [big, small] = ['http://big:3128', 'http://small:3128']
    expect(readEnv({ HTTPS_PROXY: big, HTTP_PROXY: big, http_proxy: small, no_proxy: 'a' }))
      .toMatchObject({ HTTPS_PROXY: big, HTTP_PROXY: small, NO_PROXY: 'a' })
  })

  test('lists are taken apart, and origins are origins', () => {
    const { GEMINI_MODELS, CORS_ALLOWED_ORIGINS } = readEnv({
      GEMINI_MODELS: 'a, b ,', CORS_ALLOWED_ORIGINS: 'https://app.example.org/, https://b.example.org:8443',
    })
    expect(GEMINI_MODELS).toEqual(['a', 'b'])
    expect(CORS_ALLOWED_ORIGINS).toEqual(['https://app.example.org', 'https://b.example.org:8443'])
  })
})

describe('what is refused, in one line', () => {
  test.each([
    ['a port that is none', { PORT: '70000' }, /PORT/],
    ['a port in words', { PORT: 'http' }, /PORT/],
    ['a token that is none', { BOT_TOKEN: 'secret' }, /BOT_TOKEN: is not a bot token/],
    ['an unknown mode', { NODE_ENV: 'prod' }, /NODE_ENV/],
    ['a proxy of another kind', { https_proxy: 'socks5://localhost:1080' }, /HTTPS_PROXY/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    ['an address without a scheme', { GEMINI_BASE_URL: 'localhost' }, /GEMINI_BASE_URL/],
    ['another model server without a key', { GEMINI_BASE_URL: 'http://localhost:9' }, /GEMINI_API_KEY/],
    ['a wildcard origin', { CORS_ALLOWED_ORIGINS: '*' }, /CORS_ALLOWED_ORIGINS/],
    ['a guessable token for metrics', { METRICS_TOKEN: 'metrics' }, /METRICS_TOKEN: is too short/],
    ['no limit at all', { TOKENS_PER_USER_PER_DAY: '0' }, /TOKENS_PER_USER_PER_DAY/],
    ['an empty list of models', { GEMINI_MODELS: ',' }, /GEMINI_MODELS/],
    ['Redis beside SQLite', { REDIS_URL: 'redis://localhost' }, /REDIS_URL.*SQLite.*DATABASE_URL=postgresql/],
    ['another kind of shared memory', { REDIS_URL: 'memcached://x', DATABASE_URL: 'postgresql://x/y' }, /REDIS_URL.*redis/],
    ['production without a bot', { NODE_ENV: 'production', GEMINI_API_KEY: 'key' }, /BOT_TOKEN/],
    ['production without a model', { NODE_ENV: 'production', BOT_ID: '42' }, /GEMINI_API_KEY/],
    ['production with the demo\'s bot', { ...real, BOT_TOKEN: DEMO_BOT_TOKEN }, /BOT_TOKEN: is the demo's/],
    ['production with the demo\'s key', { ...real, GEMINI_API_KEY: 'demo' }, /GEMINI_API_KEY: is the demo's/],
    ['production with a fake user', { ...real, VITE_USE_FAKE_USER: 'true' }, /VITE_USE_FAKE_USER/],
    ['production that believes any address', { ...real, TRUST_PROXY: 'true' }, /TRUST_PROXY/],
    ['a collector of traces without a scheme', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /OTEL_EXPORTER_OTLP_ENDPOINT/],
  ])('%s', (_name, source, reason) => {
    expect(problem(source)).toMatch(reason)
    expect(problem(source)).not.toContain('\n')
  })

  test('every problem is named at once', () => {
    expect(problem({ PORT: 'x', LOG_LEVEL: 'y', BOT_ID: '-1' })).toMatch(/PORT.*LOG_LEVEL.*BOT_ID/)
    expect(problem({ NODE_ENV: 'production' })).toMatch(/BOT_TOKEN.*GEMINI_API_KEY/)
  })
})
