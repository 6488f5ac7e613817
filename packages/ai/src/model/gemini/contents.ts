import type { Content, Part } from '@google/genai'
import type { ModelChunk, ModelContent, ModelPart } from '../port.ts'

/** Marks the id of a call that Gemini sent without one; such an id is never sent. */
const ownId = 'parley:'

/** Turns as Gemini takes them. What it sent goes back word for word. */
export function toContents(contents: readonly ModelContent[]): Content[] {
  return contents.map(({ role, parts }) => ({ role, parts: parts.map(toPart) }))
}

function toPart(part: ModelPart): Part {
  switch (part.type) {
    case 'text':
      return isOther(part.providerData) ? { ...part.providerData } : { text: part.text, ...part.providerData }
    case 'thought':
      return { text: part.text, thought: true, ...part.providerData }
    case 'tool-call':
      return {
        functionCall: { ...idOf(part.callId), name: part.name, args: toStruct(part.input, 'input') },
        ...part.providerData,
      }
    case 'tool-result':
      return {
        functionResponse: { ...idOf(part.callId), name: part.name, response: toStruct(part.output, 'output') },
      }
  }
}

function idOf(callId: string): { id?: string } {
  return callId.startsWith(ownId) ? {} : { id: callId }
}

/** Gemini's arguments and results are JSON objects; `output` is its name for a result that is none. */
function toStruct(value: unknown, key: string): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? { ...value } : { [key]: value ?? null }
}

type ReceivedPart = Extract<ModelChunk, { type: 'part' }>['part']

/** The parts of one chunk. Fields that are not text or call stay with the part, to go back with it. */
export function readParts(parts: readonly Part[], newId: () => string): ReceivedPart[] {
  return parts.map((part) => {
    const { text, thought, functionCall, ...rest } = part
    const providerData = Object.keys(rest).length > 0 ? { providerData: rest } : {}
    if (functionCall) {
      const { id, name = '', args = {} } = functionCall
      return { type: 'tool-call', callId: id || ownId + newId(), name, input: args, ...providerData }
    }
    return { type: thought ? 'thought' : 'text', text: text ?? '', ...providerData }
  })
}

/** Data beside which no text may stand (https://ai.google.dev/api/caching#Part): kinds that Parley does not ask for. */
const otherKinds = ['inlineData', 'fileData', 'executableCode', 'codeExecutionResult', 'toolCall', 'toolResponse']

function isOther(data: object | undefined): boolean {
  return data !== undefined && otherKinds.some((kind) => kind in data)
}
