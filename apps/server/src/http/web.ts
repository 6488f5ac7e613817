import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Paths that are the server's own, whether it has them in this configuration or not. */
const notScreens = /^\/(trpc|dev|bot|metrics|assets)(\/|$)/

/**
 * Serves the built app from `root`, when it is there. Files under `/assets/` have their content's hash in their name
 * and are kept for ever; a path without an extension is a screen of the app and gets the page.
 */
export async function addWeb(app: FastifyInstance, root: string): Promise<void> {
  const present = existsSync(join(root, 'index.html'))
  if (present) {
    await app.register(fastifyStatic, {
      root,
      wildcard: true,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const immutable = path.startsWith(join(root, 'assets'))
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    app.get('/', async (_request, reply) => await reply.sendFile('index.html'))
  }

  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const isScreen = request.method === 'GET' && !/\.\w+$/.test(path) && !notScreens.test(path)
    if (present && isScreen) return await reply.sendFile('index.html')
    return await reply.code(404).send({ error: 'not found' })
  })
}
