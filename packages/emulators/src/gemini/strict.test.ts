import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'
import { signCall } from './wire/signature.ts'

let emulator: GeminiEmulator

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity }, apiKeys: ['good'] })
})
afterAll(() => emulator.close())

interface Refusal {
  http: number
  code: number
  status: string
  message: string
  details?: Record<string, unknown>[]
}

async function post(body: unknown, { key = 'good', path = 'v1/models/gemini-3.8-flash:generateContent' } = {}): Promise<Refusal> {
  const response = await fetch(`${emulator.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== '' && { 'x-goog-api-key': key }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const { error } = await response.json() as { error?: Omit<Refusal, 'http'> }
  return { http: response.status, ...(error ?? { code: 0, status: 'OK', message: '' }) }
}

const hi = { role: 'user', parts: [{ text: 'hi' }] }
const paris = { id: 'a', name: 'get_weather', args: { place: 'Paris', units: 'metric' } }
const tokyo = { id: 'b', name: 'get_weather', args: { place: 'Tokyo' } }
const signed = { functionCall: paris, thoughtSignature: signCall(paris) }
const unsigned = { functionCall: tokyo }
const answered = (id: string, name = 'get_weather'): object => ({ functionResponse: { id, name, response: { output: 1 } } })
const turn = (role: string, ...parts: object[]): object => ({ role, parts })

describe('a key', () => {
  it.each(['', 'bad'])('is refused: %j', async (key) => {
    const refusal = await post({ contents: [hi] }, { key })
    expect(refusal).toMatchObject({
      http: 400, code: 400, status: 'INVALID_ARGUMENT', message: 'API key not valid. Please pass a valid API key.',
    })
    expect(refusal.details?.[0]).toMatchObject({ reason: 'API_KEY_INVALID', domain: 'googleapis.com' })
  })

  it('may come in the query', async () => {
    const response = await fetch(`${emulator.url}/v1beta/models?key=good`)
    expect(await response.json()).toMatchObject({ models: [{ name: 'models/gemini-3.8-flash' }, {}, {}, {}, {}] })
  })
})

describe('an unknown', () => {
  it('model is not found', async () => {
    expect(await post({ contents: [hi] }, { path: 'v1beta/models/gemini-1.0:generateContent' })).toMatchObject({
      http: 404, status: 'NOT_FOUND', message: expect.stringContaining('models/gemini-1.0 is not found for API version v1beta') as string,
    })
  })

  it.each(['v1/models/gemini-3.8-flash:sing', 'v2/models', 'v1/models/gemini-3.8-flash'])('path is not found: %s', async (path) => {
    expect(await post({}, { path })).toMatchObject({ http: 404, status: 'NOT_FOUND' })
  })

  it.each([
    [{ contents: [hi], colour: 'red' }, 'Unknown name "colour": Cannot find field.'],
    [{ contents: [{ ...hi, parts: [{ text: 'x', size: 1 }] }] }, 'Unknown name "size" at \'contents[0].parts[0]\': Cannot find field.'],
    [{ contents: [hi], generationConfig: { maxTokens: 1 } }, 'Unknown name "maxTokens" at \'generation_config\': Cannot find field.'],
    [
      { contents: [hi], tools: [{ functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', additionalProperties: false } }] }] },
      'Unknown name "additionalProperties" at \'tools[0].function_declarations[0].parameters\': Cannot find field.',
    ],
    [
      { contents: [turn('model', { functionCall: { ...paris, thoughtSignature: 'x' } })] },
      'Unknown name "thoughtSignature" at \'contents[0].parts[0].function_call\': Cannot find field.',
    ],
  ])('field is refused: %j', async (body, message) => {
    const refusal = await post(body)
    expect(refusal).toMatchObject({ http: 400, status: 'INVALID_ARGUMENT' })
    expect(refusal.message).toBe(`Invalid JSON payload received. ${message}`)
    expect(refusal.details?.[0]).toMatchObject({ '@type': 'type.googleapis.com/google.rpc.BadRequest' })
  })
})

describe('the body', () => {
  it.each<[string, unknown, RegExp]>([
    ['not JSON', '{"contents":', /^Invalid JSON payload received\./],
    ['a wrong type', { contents: [turn('user', { text: 5 })] }, /^Invalid value at 'contents\[0\]\.parts\[0\]\.text' \(TYPE_STRING\), 5$/],
    ['a signature that is not base64', { contents: [turn('model', { text: '', thoughtSignature: '{}' })] }, /TYPE_BYTES/],
    ['nothing', {}, /contents is not specified/],
    ['empty contents', { contents: [] }, /contents is not specified/],
    ['empty parts', { contents: [{ role: 'user', parts: [] }] }, /contents\[0\]\.parts: contents\.parts must not be empty/],
    ['a part without data', { contents: [turn('user', { thought: true })] }, /must have one initialized field/],
    ['a part with two kinds of data', { contents: [turn('model', { text: 'x', functionCall: paris })] }, /oneof/],
    ['an unknown role', { contents: [turn('assistant', { text: 'x' })] }, /^Please use a valid role: user, model\.$/],
    [
      'a thinking level and a budget',
      { contents: [hi], generationConfig: { thinkingConfig: { thinkingLevel: 'LOW', thinkingBudget: 10 } } },
      /only one of thinking budget and thinking level/,
    ],
    ['an unknown thinking level', { contents: [hi], generationConfig: { thinkingConfig: { thinkingLevel: 'SOME' } } }, /thinking_level/],
    ['a hot temperature', { contents: [hi], generationConfig: { temperature: 2.1 } }, /temperature/],
    ['no tokens to say it in', { contents: [hi], generationConfig: { maxOutputTokens: 0 } }, /max_output_tokens must be positive/],
    ['a bad function name', { contents: [hi], tools: [{ functionDeclarations: [{ name: 'get weather' }] }] }, /Invalid function name/],
    [
      'a function twice',
      { contents: [hi], tools: [{ functionDeclarations: [{ name: 'f' }] }, { functionDeclarations: [{ name: 'f' }] }] },
      /^Duplicate function declaration found: f$/,
    ],
    ['a directive that cannot be meant', { contents: [turn('user', { text: '[[fault:earthquake]]' })] }, /directive/],
  ])('is refused: %s', async (_name, body, message) => {
    const refusal = await post(body)
    expect(refusal).toMatchObject({ http: 400, code: 400, status: 'INVALID_ARGUMENT' })
    expect(refusal.message).toMatch(message)
  })
})

describe('the history', () => {
  it('is taken with a signature on the first of parallel calls, the answers in any order, arguments in any key order', async () => {
    const reordered = { id: 'a', name: 'get_weather', args: { units: 'metric', place: 'Paris' } }
    const contents = [hi, turn('model', { ...signed, functionCall: reordered }, unsigned), turn('user', answered('b'), answered('a'))]
    expect(await post({ contents })).toMatchObject({ http: 200 })
  })

  it('is taken with the documented stand-in for a lost signature', async () => {
    const part = { functionCall: paris, thoughtSignature: 'skip_thought_signature_validator' }
    expect(await post({ contents: [hi, turn('model', part), turn('user', answered('a'))] })).toMatchObject({ http: 200 })
  })

  it.each<[string, object[], RegExp]>([
    ['no signature', [hi, turn('model', unsigned), turn('user', answered('b'))], /missing a thought_signature in functionCall parts.*`default_api:get_weather` , position 2/],
    [
      'no signature in a later step',
      [hi, turn('model', signed), turn('user', answered('a')), turn('model', unsigned), turn('user', answered('b'))],
      /missing a thought_signature.*position 4/,
    ],
    [
      'a signature on the second call instead of the first',
      [hi, turn('model', unsigned, signed), turn('user', answered('a'), answered('b'))],
      /missing a thought_signature/,
    ],
    [
      'a call that was changed',
      [hi, turn('model', { ...signed, functionCall: { ...paris, args: { place: 'London' } } }), turn('user', answered('a'))],
      /^Corrupted thought signature\.$/,
    ],
    ['an answer too few', [hi, turn('model', signed, unsigned), turn('user', answered('a'))], /number of function response parts is equal/],
    [
      'answers in two turns',
      [hi, turn('model', signed, unsigned), turn('user', answered('a')), turn('user', answered('b'))],
      /number of function response parts is equal/,
    ],
    ['no answer', [hi, turn('model', signed), hi], /number of function response parts is equal/],
    ['an answer without a call', [hi, turn('user', answered('a'))], /function response turn comes immediately after a function call turn/],
    ['an answer from the model', [hi, turn('model', signed), turn('model', answered('a'))], /function response turn comes immediately/],
    ['a call after the model\'s own words', [hi, turn('model', { text: 'x' }), turn('model', signed), turn('user', answered('a'))], /function call turn comes immediately after/],
    ['a call from the user', [hi, turn('user', signed), turn('user', answered('a'))], /function call turn has the role model/],
    ['an unknown id', [hi, turn('model', signed), turn('user', answered('z'))], /no function call with the id "z"/],
    ['the same id twice', [hi, turn('model', signed, unsigned), turn('user', answered('a'), answered('a'))], /no function call with the id "a"/],
    ['another name', [hi, turn('model', signed), turn('user', answered('a', 'get_time'))], /is named "get_weather", not "get_time"/],
    ['no name', [hi, turn('model', signed), turn('user', { functionResponse: { id: 'a', response: {} } })], /Name cannot be empty/],
    ['no id', [hi, turn('model', signed), turn('user', { functionResponse: { name: 'get_weather', response: {} } })], /id of the function call is required/],
  ])('is refused: %s', async (_name, contents, message) => {
    const refusal = await post({ contents })
    expect(refusal).toMatchObject({ http: 400, status: 'INVALID_ARGUMENT' })
    expect(refusal.message).toMatch(message)
  })
})
