import { invalidArgument } from './api-error.ts'
import { checkCalls } from './check-calls.ts'
import type { Content, GenerateRequest, Part } from './request.ts'

const kinds = [
  'text', 'functionCall', 'functionResponse', 'inlineData', 'fileData', 'executableCode', 'codeExecutionResult',
  'toolCall', 'toolResponse',
] as const satisfies (keyof Part)[]

/** What the real API refuses beyond the shape of the body. Throws `ApiError`. */
export function checkRequest(request: GenerateRequest): void {
  checkContents(request.contents)
  checkCalls(request.contents)
  checkTools(request)
  checkConfig(request.generationConfig ?? {})
}

/** Contents, roles and parts. Throws `ApiError`. */
export function checkContents(contents: Content[]): void {
  if (contents.length === 0) {
    throw invalidArgument('* GenerateContentRequest.contents: contents is not specified\n', 'contents')
  }
  contents.forEach((content, index) => {
    const at = `GenerateContentRequest.contents[${index}]`
    if (content.role !== undefined && content.role !== 'user' && content.role !== 'model') {
      throw invalidArgument('Please use a valid role: user, model.')
    }
    if (content.role === undefined && contents.length > 1) throw invalidArgument('Please use a valid role: user, model.')
    if (content.parts === undefined || content.parts.length === 0) {
      throw invalidArgument(`* ${at}.parts: contents.parts must not be empty.\n`)
    }
    content.parts.forEach((part, position) => {
      const set = kinds.filter((kind) => part[kind] !== undefined)
      if (set.length === 0) {
        throw invalidArgument(`* ${at}.parts[${position}].data: required oneof field 'data' must have one initialized field\n`)
      }
      if (set.length > 1) {
        throw invalidArgument(`Invalid value at 'contents[${index}].parts[${position}]' (oneof), oneof field 'data' is already set. Cannot set '${set[1] ?? ''}'`)
      }
    })
  })
}

function checkTools(request: GenerateRequest): void {
  const declared = (request.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? [])
  const names = new Set<string>()
  for (const [index, declaration] of declared.entries()) {
    const at = `GenerateContentRequest.tools[0].function_declarations[${index}]`
    if (!/^[A-Za-z_][\w.:-]{0,127}$/.test(declaration.name)) {
      throw invalidArgument(`* ${at}.name: [FIELD_INVALID] Invalid function name. Must start with a letter or an underscore.\n`)
    }
    if (names.has(declaration.name)) throw invalidArgument(`Duplicate function declaration found: ${declaration.name}`)
    if (declaration.parameters !== undefined && declaration.parametersJsonSchema !== undefined) {
      throw invalidArgument(`* ${at}: only one of parameters and parameters_json_schema can be set.\n`)
    }
    names.add(declaration.name)
  }
}

function checkConfig(config: NonNullable<GenerateRequest['generationConfig']>): void {
  const { temperature, maxOutputTokens, candidateCount, thinkingConfig } = config
  if (thinkingConfig?.thinkingLevel !== undefined && thinkingConfig.thinkingBudget !== undefined) {
    throw invalidArgument('You can only set only one of thinking budget and thinking level.')
  }
  if (temperature !== undefined && (temperature < 0 || temperature > 2)) {
    throw invalidArgument(`* GenerateContentRequest.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n`)
  }
  if (maxOutputTokens !== undefined && maxOutputTokens < 1) {
    throw invalidArgument('max_output_tokens must be positive.')
  }
  if (candidateCount !== undefined && candidateCount !== 1) {
    throw invalidArgument('Only one candidate can be specified')
  }
}
