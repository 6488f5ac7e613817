import type { Content, GenerateRequest, Part } from '../wire/request.ts'

const goOn = /^(go on|continue|keep going|продолжай|продолжи)(?!\p{L})/iu

/** One answered call of the running turn. */
export interface AnsweredCall {
  name: string
  args: Record<string, unknown>
  response: Record<string, unknown>
}

/** A request as the brain looks at it: what is asked, what the tools have answered since, and what came before. */
export interface Turn {
  system: string
  /** The last text that the user wrote. */
  prompt: string
  /** The user's texts before the prompt, oldest first. */
  earlier: string[]
  /** The answers of the tools since the prompt, one array for each round. */
  rounds: AnsweredCall[][]
  /** Whether the tools have just answered. */
  afterTools: boolean
  /** When the model is to go on with its answer to the prompt: what it has said of it. Empty otherwise. */
  said: string
  /** The declared tools and the names of their parameters. */
  tools: Map<string, string[]>
}

/** Reads a checked request. Pure. */
export function readTurn(request: GenerateRequest): Turn {
  const { contents } = request
  const last = lastAsked(contents)
  const asked = askedFirst(contents, last)
  const texts = contents.slice(0, Math.max(asked, 0)).filter((content) => content.role !== 'model').map(textOf)
  return {
    system: request.systemInstruction === undefined ? '' : textOf(request.systemInstruction),
    prompt: asked === -1 ? '' : textOf(contents[asked]),
    earlier: texts.filter((text) => text !== ''),
    rounds: roundsOf(contents.slice(asked + 1)),
    afterTools: (contents.at(-1)?.parts ?? []).some((part) => part.functionResponse !== undefined),
    said: contents.slice(asked, Math.max(last, 0)).filter((content) => content.role === 'model').map(rawText).join(''),
    tools: toolsOf(request),
  }
}

function lastAsked(contents: Content[]): number {
  return contents.findLastIndex((content) => content.role !== 'model' && textOf(content) !== '')
}

/** Goes back from "go on" to what was asked before it. */
function askedFirst(contents: Content[], asked: number): number {
  if (!goOn.test(textOf(contents[asked]))) return asked
  const before = lastAsked(contents.slice(0, Math.max(asked, 0)))
  return before === -1 ? asked : askedFirst(contents, before)
}

function roundsOf(contents: Content[]): AnsweredCall[][] {
  return contents.flatMap((content, index) => {
    const calls = (content.parts ?? []).flatMap((part) => part.functionCall ?? [])
    if (calls.length === 0) return []
    const responses = (contents[index + 1]?.parts ?? []).flatMap((part) => part.functionResponse ?? [])
    return [calls.map((call) => ({
      name: call.name,
      args: call.args ?? {},
      response: responses.find((response) => response.id === call.id)?.response ?? {},
    }))]
  })
}

function toolsOf({ tools = [], toolConfig }: GenerateRequest): Map<string, string[]> {
  if (toolConfig?.functionCallingConfig?.mode === 'NONE') return new Map()
  const declarations = tools.flatMap((tool) => tool.functionDeclarations ?? [])
  return new Map(declarations.map(({ name, parameters, parametersJsonSchema }) => {
    const schema = (parametersJsonSchema ?? parameters ?? {}) as { properties?: object }
    return [name, Object.keys(schema.properties ?? {})]
  }))
}

function textOf(content: Content | undefined): string {
  return content === undefined ? '' : rawText(content).trim()
}

function rawText(content: Content): string {
  return (content.parts ?? [])
    .filter((part: Part) => part.thought !== true)
    .map((part) => part.text ?? '')
    .join('')
}
