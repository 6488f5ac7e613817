import type { ProxyEnv } from 'node:http'
import type { Env } from './env.ts'

/** By Node's two readers of NO_PROXY, of which one wants brackets. */
const thisMachine = ['localhost', '127.0.0.1', '::1', '[::1]']

/**
 * The proxy between this machine and the internet, as Node's agents take it
 * (https://nodejs.org/api/http.html#built-in-proxy-support); undefined where there is none. What runs on this machine is
 * asked without it.
 */
export function outgoingProxy(
  { HTTP_PROXY, HTTPS_PROXY, NO_PROXY }: Pick<Env, 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY'>,
): ProxyEnv | undefined {
  if ((HTTP_PROXY ?? HTTPS_PROXY) === undefined || NO_PROXY === '*') return undefined
  return { HTTP_PROXY, HTTPS_PROXY, NO_PROXY: [...NO_PROXY?.split(',') ?? [], ...thisMachine].join(',') }
}
