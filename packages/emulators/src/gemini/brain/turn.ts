import type { Content, GenerateRequest, Part } from '../wire/request.ts'

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
  /** The declared tools and the names of their parameters. */
  tools: Map<string, string[]>
}

/** Reads a checked request. Pure. */
export function readTurn(request: GenerateRequest): Turn {
  const { contents } = request
  const asked = contents.findLastIndex((content) => content.role !== 'model' && textOf(content) !== '')
  const texts = contents.slice(0, Math.max(asked, 0)).filter((content) => content.role !== 'model').map(textOf)
  return {
    system: request.systemInstruction === undefined ? '' : textOf(request.systemInstruction),
    prompt: asked === -1 ? '' : textOf(contents[asked]),
    earlier: texts.filter((text) => text !== ''),
    rounds: roundsOf(contents.slice(asked + 1)),
    tools: toolsOf(request),
  }
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
  return (content?.parts ?? [])
    .filter((part: Part) => part.thought !== true)
    .map((part) => part.text ?? '')
    .join('')
    .trim()
}
