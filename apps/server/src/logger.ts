import type { LoggerOptions } from 'pino'
import type { Env } from './env.ts'

const secrets = ['authorization', 'initData', 'apiKey', 'botToken']

/**
 * What is logged of a request: never a header, and never the query, which holds what people search for. The redacted
 * paths are a second net, for objects that are logged whole.
 */
export function loggerOptions({ LOG_LEVEL, NODE_ENV }: Pick<Env, 'LOG_LEVEL' | 'NODE_ENV'>): LoggerOptions {
  return {
    level: LOG_LEVEL ?? (NODE_ENV === 'production' ? 'info' : 'warn'),
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]),
      censor: '[redacted]',
    },
    serializers: {
      req: ({ id, method, url, ip }: { id: string, method: string, url: string, ip: string }) =>
        ({ id, method, path: url.split('?', 1)[0], ip }),
    },
  }
}
