import type { FastifyRequest } from 'fastify'

const loopbackAddress = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/** What a proxy or a tunnel on this machine adds: through one, the whole internet arrives from 127.0.0.1. */
const forwardingHeaders = [
  'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via', 'cf-connecting-ip',
  'true-client-ip',
]

/** Whether a request was made on this machine itself, by a name of this machine, and by no tunnel. */
export function isFromThisMachine({ raw, headers }: Pick<FastifyRequest, 'raw' | 'headers'>): boolean {
  return loopbackAddress.test(raw.socket.remoteAddress ?? '')
    && loopbackHost.test(headers.host ?? '')
    && forwardingHeaders.every((name) => headers[name] === undefined)
}
