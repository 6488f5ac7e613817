import type { Part } from '@google/genai'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModelPart } from '../port.ts'
import { readParts, toContents } from './contents.ts'

const signature = fc.option(fc.base64String({ minLength: 4 }), { nil: undefined })
const text = fc.string({ unit: 'grapheme' })

/** Absent, as JSON has it, in place of undefined. */
function defined(part: object): Part {
  return JSON.parse(JSON.stringify(part)) as Part
}

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ text, thoughtSignature: signature }).map(defined),
  fc.record({ text, thought: fc.constant(true), thoughtSignature: signature }).map(defined),
  fc.record({
    functionCall: fc.record({ id: text.filter((id) => id !== ''), name: text, args: fc.dictionary(text, fc.jsonValue()) }),
    thoughtSignature: signature,
  }).map(defined),
  fc.record({ executableCode: fc.record({ code: text }), thoughtSignature: signature }).map(defined),
)

const send = (parts: ModelPart[]): Part[] | undefined => toContents([{ role: 'model', parts }])[0]?.parts

test('what Gemini sent goes back word for word, also through storage', () => {
  fc.assert(fc.property(fc.array(part, { minLength: 1 }), (parts) => {
    const stored = JSON.parse(JSON.stringify(readParts(parts, () => 'new'))) as ModelPart[]
    expect(send(stored)).toEqual(JSON.parse(JSON.stringify(parts)))
  }))
})

test('a signature that came alone goes back with the empty text that the API then asks for', () => {
  expect(send(readParts([{ thoughtSignature: 'abc' }], () => 'new'))).toEqual([{ text: '', thoughtSignature: 'abc' }])
})

test('a call without an id gets one of ours, which is never sent', () => {
  const [call] = readParts([{ functionCall: { name: 'get_weather' } }], () => '1')
  if (call?.type !== 'tool-call') throw new Error('That is no call.')
  expect(call).toMatchObject({ name: 'get_weather', input: {} })
  expect(send([call, { type: 'tool-result', callId: call.callId, name: call.name, output: [1] }])).toEqual([
    { functionCall: { name: 'get_weather', args: {} } },
    { functionResponse: { name: 'get_weather', response: { output: [1] } } },
  ])
})
