import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { GeminiControl } from './control.ts'
import type { GeminiJournal } from './journal.ts'
import { geminiRule } from './rule.ts'

/** The control endpoint: `POST /control/scenario`, `POST /control/reset`, `GET /control/journal`. */
export function controlRoutes(server: FastifyInstance, control: GeminiControl, journal: GeminiJournal): void {
  server.post('/control/scenario', async (request, reply) => {
    const rule = geminiRule.safeParse(request.body)
    if (!rule.success) return reply.code(400).send({ error: z.prettifyError(rule.error) })
    control.add(rule.data)
    return reply.code(204).send()
  })
  server.post('/control/reset', async (_request, reply) => {
    control.reset()
    return reply.code(204).send()
  })
  server.get('/control/journal', async () => ({ entries: journal.entries() }))
}
