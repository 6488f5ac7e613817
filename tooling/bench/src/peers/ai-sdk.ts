import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGoogle } from '@ai-sdk/google'
import type { UIMessage } from 'ai'
import {
  convertToModelMessages, createIdGenerator, isStepCount, pipeUIMessageStreamToResponse, streamText, tool,
  toUIMessageStream, validateUIMessages,
} from 'ai'
import Fastify from 'fastify'
import { z } from 'zod'
import { openChatStore } from './chat-store.ts'

export interface AiSdkSettings {
  geminiUrl: string
  model: string
}

/**
 * What most people would pick: the AI SDK as its page on message persistence has it (the client sends its last message,
 * the server loads the chat, validates, streams, saves at the end), behind Fastify, with SQLite for the store.
 * https://ai-sdk.dev/docs/ai-sdk-ui/chatbot-message-persistence
 *
 * It knows nobody, limits nothing, and sends the model the whole chat. A message is stored when its reply has ended:
 * what a crash or a lost connection interrupts is lost. No other device sees the stream.
 */
const { geminiUrl, model } = JSON.parse(process.argv[2] ?? '{}') as AiSdkSettings
const folder = await mkdtemp(join(tmpdir(), 'bench-ai-sdk-'))
const store = openChatStore(join(folder, 'chats.db'))
const google = createGoogle({ baseURL: `${geminiUrl}/v1beta`, apiKey: 'bench' })
const generateMessageId = createIdGenerator({ prefix: 'msg', size: 16 })

const tools = {
  get_weather: tool({
    description: 'The weather at a place, now and for the next days.',
    inputSchema: z.object({ place: z.string().describe('City or place') }),
    execute: async ({ place }) => ({ place, temperature: 21, condition: 'sunny' }),
  }),
}

const app = Fastify({ forceCloseConnections: true })

app.post<{ Body: { id: string, message: UIMessage } }>('/chat', async (request, reply) => {
  const { id, message } = request.body
  const messages = await validateUIMessages({ messages: [...store.load(id), message] })
  const result = streamText({
    model: google(model),
    instructions: 'You are a helpful assistant.',
    messages: await convertToModelMessages(messages),
    tools,
    stopWhen: isStepCount(8),
  })
  reply.hijack()
  await pipeUIMessageStreamToResponse({
    response: reply.raw,
    stream: toUIMessageStream({
      stream: result.stream,
      originalMessages: messages,
      generateMessageId,
      onEnd: ({ messages: all }) => store.save(id, all),
    }),
  })
})

process.once('SIGTERM', () => void app.close().then(async () => {
  store.close()
  await rm(folder, { recursive: true })
}))
process.stdout.write(`listening at ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
