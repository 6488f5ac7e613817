import Fastify from 'fastify'
import type { FastifyBaseLogger } from 'fastify'
import { telegramClient } from './index.ts'

interface Logger extends FastifyBaseLogger { bindings: () => object }
declare const logger: Logger

const options = { appUrl: '/', initData: () => 'signed' }

// A server registers it whatever its logger is.
await Fastify().register(telegramClient, options)
await Fastify({ loggerInstance: logger }).register(telegramClient, options)
// @ts-expect-error -- without a signer there is no launch data
await Fastify().register(telegramClient, { appUrl: '/' })
