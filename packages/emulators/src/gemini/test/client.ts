import type { Content, FunctionDeclaration, GenerateContentResponse, Part } from '@google/genai'
import { GoogleGenAI } from '@google/genai'
import type { GeminiEmulator } from '../start.ts'

export const model = 'gemini-3.8-flash'

export const getWeather: FunctionDeclaration = {
  name: 'get_weather',
  description: 'The weather at a place.',
  parametersJsonSchema: {
    type: 'object',
    properties: { place: { type: 'string' }, units: { enum: ['metric', 'imperial'] } },
    additionalProperties: false,
  },
}

export interface Streamed {
  chunks: GenerateContentResponse[]
  /** All parts, as a client stores them to send them back. */
  parts: Part[]
  text: string
  calls: { id: string, name: string, args: Record<string, unknown> }[]
  finishReason: string | undefined
}

/** The official SDK against an emulator, with the weather tool declared. */
export function createClient(emulator: GeminiEmulator, tools: FunctionDeclaration[] = [getWeather]): {
  ai: GoogleGenAI
  stream: (contents: string | Content[], signal?: AbortSignal) => Promise<Streamed>
} {
  const ai = new GoogleGenAI({ apiKey: 'demo', httpOptions: { baseUrl: emulator.url } })
  return {
    ai,
    stream: async (contents, signal) => {
      const chunks: GenerateContentResponse[] = []
      const config = { tools: [{ functionDeclarations: tools }], ...(signal !== undefined && { abortSignal: signal }) }
      for await (const chunk of await ai.models.generateContentStream({ model, contents, config })) chunks.push(chunk)
      return read(chunks)
    },
  }
}

/** The next turn: what was asked, what the model said, and an answer to each of its calls. */
export function withResults(
  contents: Content[],
  streamed: Streamed,
  answer: (call: Streamed['calls'][number]) => object,
): Content[] {
  return [
    ...contents,
    { role: 'model', parts: streamed.parts },
    {
      role: 'user',
      parts: streamed.calls.map((call) => ({
        functionResponse: { id: call.id, name: call.name, response: { ...answer(call) } },
      })),
    },
  ]
}

export function asked(text: string): Content[] {
  return [{ role: 'user', parts: [{ text }] }]
}

function read(chunks: GenerateContentResponse[]): Streamed {
  const parts = chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? [])
  return {
    chunks,
    parts,
    text: parts.filter((part) => part.thought !== true).map((part) => part.text ?? '').join(''),
    calls: parts.flatMap(({ functionCall: call }) => {
      if (call?.id === undefined || call.name === undefined) return []
      return [{ id: call.id, name: call.name, args: call.args ?? {} }]
    }),
    finishReason: chunks.at(-1)?.candidates?.[0]?.finishReason,
  }
}
