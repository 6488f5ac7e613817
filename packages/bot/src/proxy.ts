import http from 'node:http'
import https from 'node:https'

/**
 * What grammY does each call with to go through a proxy: the agents that it makes itself know of none. `proxyEnv` as
 * Node's agents take it (https://nodejs.org/api/http.html#built-in-proxy-support).
 */
export function throughProxy(proxyEnv: http.ProxyEnv, apiRoot = 'https://api.telegram.org') {
  const { Agent } = apiRoot.startsWith('https:') ? https : http
  return { agent: new Agent({ keepAlive: true, proxyEnv }) }
}
