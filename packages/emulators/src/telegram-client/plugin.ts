import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { demoUsers, describeUser, userById } from './users.ts'
import type { TelegramClientUser } from './users.ts'

export interface TelegramClientOptions {
  /** Where the app is: a path on this server, or an address. */
  appUrl: string
  /** What the header calls the bot; "Parley" when absent. */
  botName?: string
  /** Signs launch data for this user, now. */
  initData: (user: TelegramClientUser, startParam?: string) => string
}

const folder = new URL('./page/', import.meta.url)
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** The app may be on another origin (a development server), so frames from anywhere; everything else is our own. */
const policy = 'default-src \'self\'; frame-src *; img-src \'self\' data:; object-src \'none\'; base-uri \'none\'; '
  + 'form-action \'none\'; frame-ancestors \'none\''

const initDataQuery = z.object({
  user: z.string().regex(/^[1-9]\d{0,15}$/).transform(Number).pipe(z.int().max(2 ** 52 - 1)),
  start: z.string().regex(/^[\w-]{1,512}$/).optional(),
  language: z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i).optional(),
})

/**
 * Fastify plugin with a Telegram client page at `/dev/telegram`, which hosts the app in an iframe as Telegram Web does,
 * and `/dev/init-data?user=ID` with freshly signed launch data as plain text. It vouches for anybody: serve it on
 * loopback and in development only, which is the server's to see to.
 */
export async function telegramClient(app: FastifyInstance, options: TelegramClientOptions): Promise<void> {
  const { appUrl, botName = 'Parley', initData } = options

  app.addHook('onSend', async (_, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'content-security-policy': policy, 'x-content-type-options': 'nosniff' })
  })

  app.get('/dev/init-data', async (request, reply) => {
    const query = initDataQuery.safeParse(request.query)
    reply.type('text/plain; charset=utf-8')
    if (!query.success) {
      const wrong = query.error.issues.map((issue) => issue.path.join('.')).join(', ')
      return reply.code(400).send(`No such ${wrong}. Ask for /dev/init-data?user=ID, a positive id of at most 52 bits.\n`)
    }
    const { user: id, start, language } = query.data
    const user = userById(id)
    return initData(language === undefined ? user : { ...user, language_code: language }, start)
  })

  app.get('/dev/telegram/config.json', async () => ({
    appUrl,
    botName,
    users: demoUsers.map((user) => ({
      id: String(user.id),
      name: [user.first_name, user.last_name].filter(Boolean).join(' '),
      about: describeUser(user),
    })),
  }))

  for (const name of await readdir(folder)) {
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    if (type === undefined) continue
    const path = fileURLToPath(new URL(name, folder))
    // Read on each request: it is a page to work on.
    app.get(name === 'index.html' ? '/dev/telegram' : `/dev/telegram/${name}`, async (_, reply) =>
      reply.type(type).send(await readFile(path)))
  }
}
