import { Writable } from 'node:stream'
import { fastify } from 'fastify'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { loggerOptions } from '../logger.ts'
import { RequestLog } from './request-log.ts'

test('a request is one line: what was asked and what came of it, without query and headers', async () => {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString()) as Record<string, unknown>)
      done()
    },
  })
  const log = pino(loggerOptions({ NODE_ENV: 'production', LOG_LEVEL: undefined }), stream)
  const app = fastify({ loggerInstance: log, logController: new RequestLog(log) })
  app.get('/hello', async (_request, reply) => await reply.code(201).send('hi'))
  await app.inject({ url: '/hello?q=secret', headers: { authorization: 'tma secret' } })
  expect(lines).toMatchObject([{
    level: 30, msg: 'request completed', reqId: expect.any(String),
    req: { method: 'GET', path: '/hello' }, res: { statusCode: 201 }, responseTime: expect.any(Number),
  }])
  expect(JSON.stringify(lines)).not.toContain('secret')
  await app.close()
})
