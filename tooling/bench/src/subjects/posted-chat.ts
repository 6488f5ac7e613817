import { v7 } from 'uuid'
import type { ServerSentEvent } from '../harness/sse.ts'
import { readEvents } from '../harness/sse.ts'
import { generateRequest } from '../peers/generate-request.ts'
import type { ChatSubject } from './chat.ts'

/** Servers that stream the reply as the answer to the request that asks for it: there is nothing to open before. */
function postedChat(
  name: string,
  { url, init, isText }: {
    url: string
    init: (chatId: string, text: string) => RequestInit
    isText: (event: ServerSentEvent) => boolean
  },
): ChatSubject {
  return {
    name,
    open: async () => {
      const chatId = v7()
      return { timeToFirstText: (text) => timeToFirst(isText, url, init(chatId, text)), close: () => {} }
    },
  }
}

const isGeminiText = ({ data }: ServerSentEvent) => data.includes('"text":"')

/** The model itself, asked without anybody in between. */
export function directSubject({ geminiUrl, model }: { geminiUrl: string, model: string }): ChatSubject {
  const { url } = generateRequest({ geminiUrl, model, text: '' })
  const init = (_chatId: string, text: string) => generateRequest({ geminiUrl, model, text }).init
  return postedChat('direct', { url, init, isText: isGeminiText })
}

export function relaySubject(relayUrl: string): ChatSubject {
  const init = (_chatId: string, text: string) => postJson({ text })
  return postedChat('relay', { url: `${relayUrl}/chat`, init, isText: isGeminiText })
}

/** What `useChat` posts when it sends the last message only. The stream begins with events that show nothing. */
export function aiSdkSubject(aiSdkUrl: string): ChatSubject {
  const init = (chatId: string, text: string) =>
    postJson({ id: chatId, message: { id: v7(), role: 'user', parts: [{ type: 'text', text }] } })
  const isText = ({ data }: ServerSentEvent) => data.includes('"type":"text-delta"')
  return postedChat('AI SDK', { url: `${aiSdkUrl}/chat`, init, isText })
}

function postJson(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** Posts, and reads to the end. Throws when it is refused, or nothing that counts as text comes. */
async function timeToFirst(
  isText: (event: ServerSentEvent) => boolean,
  url: string,
  init: RequestInit,
): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(url, init)
  const { ok, status, body } = response
  if (!ok || body === null) throw new Error(`${url} answered ${status}: ${await response.text()}`)
  let firstAt: number | undefined
  for await (const event of readEvents(body)) {
    if (firstAt === undefined && isText(event)) firstAt = performance.now()
  }
  if (firstAt === undefined) throw new Error(`${url} streamed no text`)
  return firstAt - startedAt
}
