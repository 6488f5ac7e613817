import { setGlobalProxyFromEnv } from 'node:http'
import { banner } from './banner.ts'
import type { Env } from './env.ts'
import { isComplete, readProcessEnv } from './env.ts'
import { explainStartError } from './lifecycle/explain.ts'
import { onEndSignal } from './lifecycle/shutdown.ts'
import { outgoingProxy } from './outgoing-proxy.ts'
import { start } from './start.ts'

let given: Env | undefined
try {
  given = readProcessEnv()
  // For what goes through `fetch`, which takes no agent.
  const proxyEnv = outgoingProxy(given)
  if (proxyEnv) setGlobalProxyFromEnv(proxyEnv)
  // Production never loads the module behind this import, and its image does not contain what that module loads.
  const { env, demo, addDevelopment, close } = isComplete(given) && given.NODE_ENV === 'production'
    ? { env: given, demo: false, addDevelopment: undefined, close: async () => {} }
    : await (await import('./dev/demo.ts')).withDemo(given)
  const server = await start(env, { demo, addDevelopment, botToken: given.BOT_TOKEN })
  onEndSignal(async (signal) => {
    server.log.info({ signal }, 'shutting down')
    await server.stop()
    await close()
  })
  if (given.NODE_ENV === 'production') server.log.info({ local: server.localUrl, url: server.url }, 'listening')
  else process.stdout.write(banner({ url: server.url, given, demo }))
} catch (error) {
  process.stderr.write(`${explainStartError(error, given)}\n`)
  process.exit(1)
}
