import { invalidArgument } from './api-error.ts'
import type { Content, Part } from './request.ts'
import { isSignatureOf } from './signature.ts'

/**
 * Function calls in the history and their answers: each step's first call has its thought signature, unchanged, and the
 * next content answers all calls of the step by id and name. The real API asks for signatures in the current turn only;
 * here they are asked for in all of them, because a client that keeps parts verbatim has them all. Throws `ApiError`.
 */
export function checkCalls(contents: Content[]): void {
  for (const [index, content] of contents.entries()) {
    const calls = callsOf(content)
    const responses = responsesOf(content)
    const previous = contents[index - 1]
    if (calls.length > 0) {
      if (content.role !== 'model') throw invalidArgument('Please ensure that function call turn has the role model.')
      if (previous?.role !== 'user') {
        throw invalidArgument('Please ensure that function call turn comes immediately after a user turn or after a function response turn.')
      }
      checkSignatures(content.parts ?? [], index)
      if (responsesOf(contents[index + 1]).length === 0) throw countMismatch()
    }
    if (responses.length > 0) checkResponses(callsOf(previous), content, index)
  }
}

function checkSignatures(parts: Part[], index: number): void {
  let first = true
  for (const [position, { functionCall, thoughtSignature }] of parts.entries()) {
    if (functionCall === undefined) continue
    if (first && thoughtSignature === undefined) {
      throw invalidArgument(`Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${functionCall.name}\` , position ${index + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`)
    }
    if (thoughtSignature !== undefined && !isSignatureOf(functionCall, thoughtSignature)) {
      throw invalidArgument('Corrupted thought signature.', `contents[${index}].parts[${position}].thought_signature`)
    }
    first = false
  }
}

function checkResponses(calls: ReturnType<typeof callsOf>, content: Content, index: number): void {
  const responses = responsesOf(content)
  if (calls.length === 0 || content.role !== 'user') {
    throw invalidArgument('Please ensure that function response turn comes immediately after a function call turn.')
  }
  if (responses.length !== calls.length) throw countMismatch()
  const open = new Map(calls.map((call) => [call.id, call]))
  for (const [position, response] of responses.entries()) {
    const at = `GenerateContentRequest.contents[${index}].parts[${position}].function_response`
    if (response.name === undefined || response.name === '') {
      throw invalidArgument(`* ${at}.name: Name cannot be empty.\n`)
    }
    if (response.id === undefined || response.id === '') {
      throw invalidArgument(`* ${at}.id: The id of the function call is required.\n`)
    }
    const call = open.get(response.id)
    if (call === undefined) throw invalidArgument(`* ${at}.id: There is no function call with the id "${response.id}" to answer.\n`)
    if (call.name !== response.name) {
      throw invalidArgument(`* ${at}.name: The function call "${response.id}" is named "${call.name}", not "${response.name}".\n`)
    }
    if (response.response === undefined) throw invalidArgument(`* ${at}.response: The response is required.\n`)
    open.delete(response.id)
  }
}

function countMismatch(): Error {
  return invalidArgument('Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.')
}

function callsOf(content: Content | undefined): NonNullable<Part['functionCall']>[] {
  return (content?.parts ?? []).flatMap((part) => part.functionCall ?? [])
}

function responsesOf(content: Content | undefined): NonNullable<Part['functionResponse']>[] {
  return (content?.parts ?? []).flatMap((part) => part.functionResponse ?? [])
}
