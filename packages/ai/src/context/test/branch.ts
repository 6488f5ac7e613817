import fc from 'fast-check'
import type { ModelContent, ModelPart } from '../../model/port.ts'
import type { ContextMessage } from '../message.ts'

/** A user's message and, when `answer` is given, its reply in plain text. */
export function exchange(index: number, question: string, answer?: string): ContextMessage[] {
  const asked: ContextMessage = { id: `q${index}`, role: 'user', text: question, contents: null }
  if (answer === undefined) return [asked]
  return [asked, {
    id: `a${index}`,
    role: 'assistant',
    text: answer,
    contents: [{ role: 'model', parts: [{ type: 'text', text: answer }] }],
  }]
}

const text = fc.oneof(
  fc.lorem({ maxCount: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('مرحبا بالعالم '.repeat(20), '你好，世界。'.repeat(30), '👩‍👩‍👧‍👦🇺🇦'.repeat(20), '0123456789'.repeat(30)),
).map((value) => value.trim() || '?')

const part: fc.Arbitrary<ModelPart> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({
    type: fc.constant('tool-call' as const),
    callId: fc.uuid(),
    name: fc.constant('get_weather'),
    input: fc.record({ place: text }),
    providerData: fc.record({ thoughtSignature: fc.base64String({ maxLength: 400 }) }),
  }),
)

/** Turns as they may lie in storage, the broken ones of a process that died included. */
const contents: fc.Arbitrary<ModelContent[]> = fc.array(fc.oneof(
  fc.record({ role: fc.constant('model' as const), parts: fc.array(part, { maxLength: 3 }) }),
  fc.record({
    role: fc.constant('user' as const),
    parts: fc.array(fc.record({
      type: fc.constant('tool-result' as const), callId: fc.uuid(), name: fc.constant('get_weather'), output: fc.jsonValue(),
    }), { maxLength: 2 }),
  }),
), { maxLength: 4 })

/** A branch: users and replies in any order that can come about, empty and partial replies included. */
export const branch: fc.Arbitrary<ContextMessage[]> = fc.array(fc.oneof(
  { weight: 1, arbitrary: fc.record({ role: fc.constant('user' as const), text, contents: fc.constant(null) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      role: fc.constant('assistant' as const),
      text: fc.oneof(text, fc.constant('')),
      contents: fc.oneof(contents, fc.constant(null)),
    }),
  },
), { minLength: 1, maxLength: 30 }).map((messages) => [
  { id: 'first', role: 'user', text: 'Hello', contents: null },
  ...messages.map((message, index) => ({ id: `m${index}`, ...message })),
])
