import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ModelContent } from '../model/port.ts'
import { buildContext } from './build.ts'
import { continuePrompt } from './contents.ts'
import type { ContextMessage } from './message.ts'
import { branch, exchange } from './test/branch.ts'
import { contentTokens, estimateTokens } from './tokens.ts'

const system = 'You are Parley.'

function textsOf(contents: readonly ModelContent[]): string[] {
  return contents.map(({ parts }) => parts.map((part) => part.type === 'text' ? part.text : '').join(''))
}

function build(messages: ContextMessage[], budgetTokens = 10_000): ModelContent[] {
  return buildContext({ system, summary: null, messages, budgetTokens }).contents
}

describe('whatever the branch and the budget', () => {
  const input = fc.record({
    messages: branch,
    budgetTokens: fc.integer({ min: 600, max: 6_000 }),
    summary: fc.option(fc.record({ text: fc.lorem({ maxCount: 400 }), lastMessageId: fc.constantFrom('first', 'm0', 'm3', 'gone') })),
  })

  test('the context stays within it', () => {
    fc.assert(fc.property(input, (given) => {
      const context = buildContext({ system, ...given })
      const spent = context.contents.reduce((sum, content) => sum + contentTokens(content, estimateTokens), 0)
        + estimateTokens(context.system)
      // Two texts that are estimated apart may round up once more than together.
      expect(spent).toBeLessThanOrEqual(given.budgetTokens + 1)
      expect(context.tokens).toBeLessThanOrEqual(given.budgetTokens)
    }), { numRuns: 300 })
  })

  test('the sides take turns, from a text of the user to one, and every call has its result', () => {
    fc.assert(fc.property(input, (given) => {
      const { contents } = buildContext({ system, ...given })
      expect(contents.length).toBeGreaterThan(0)
      for (const [index, { role, parts }] of contents.entries()) {
        expect(role).toBe(index % 2 === 0 ? 'user' : 'model')
        expect(parts.length).toBeGreaterThan(0)
        const called = parts.flatMap((part) => part.type === 'tool-call' ? [part.callId] : [])
        const results = contents[index + 1]?.parts.flatMap((part) => part.type === 'tool-result' ? [part.callId] : [])
        expect(results ?? []).toEqual(called)
      }
      for (const edge of [contents.at(0), contents.at(-1)]) {
        expect(edge).toMatchObject({ role: 'user', parts: [{ type: 'text' }] })
      }
    }), { numRuns: 300 })
  })

  test('what is kept is the end of the conversation, in order', () => {
    fc.assert(fc.property(fc.nat(80), fc.integer({ min: 400, max: 3_000 }), (count, budgetTokens) => {
      const past = Array.from({ length: count }, (_, index) => exchange(index, `Question ${index}`, `Answer ${index}`))
      const messages = [...past.flat(), ...exchange(count, 'The last one')]
      const whole = textsOf(build(messages, 1_000_000))
      const kept = textsOf(build(messages, budgetTokens))
      expect(whole).toHaveLength(count * 2 + 1)
      expect(kept).toEqual(whole.slice(-kept.length))
    }))
  })
})

test('a conversation that fits is sent whole', () => {
  const messages = [...exchange(1, 'Hi', 'Hello!'), ...exchange(2, 'How are you?')]
  expect(textsOf(build(messages))).toEqual(['Hi', 'Hello!', 'How are you?'])
})

test('a reply without contents counts by what was shown of it', () => {
  const messages: ContextMessage[] = [
    ...exchange(1, 'Tell a story'),
    { id: 'a1', role: 'assistant', text: 'Once upon', contents: null },
    ...exchange(2, 'Go on'),
  ]
  expect(textsOf(build(messages))).toEqual(['Tell a story', 'Once upon', 'Go on'])
})

test('a reply that failed before its first word keeps the sides taking turns', () => {
  const messages: ContextMessage[] = [
    ...exchange(1, 'Hi'), { id: 'a1', role: 'assistant', text: '', contents: [] }, ...exchange(2, 'Hello?'),
  ]
  expect(build(messages).map(({ role }) => role)).toEqual(['user', 'model', 'user'])
})

test('a call whose result was lost with the process gets one that says so', () => {
  const call = {
    type: 'tool-call', callId: 'c1', name: 'get_weather', input: {}, providerData: { thoughtSignature: 'sig' },
  } as const
  const messages: ContextMessage[] = [
    ...exchange(1, 'Weather?'),
    { id: 'a1', role: 'assistant', text: '', contents: [{ role: 'model', parts: [call] }] },
    ...exchange(2, 'Well?'),
  ]
  const contents = build(messages)
  expect(contents[1]).toEqual({ role: 'model', parts: [call] })
  expect(contents[2]?.parts).toMatchObject([{ type: 'tool-result', callId: 'c1', output: { error: expect.any(String) } }])
  expect(contents.map(({ role }) => role)).toEqual(['user', 'model', 'user', 'model', 'user'])
})

test('a branch that ends with a reply is to be gone on with', () => {
  const messages = [...exchange(1, 'Tell a story', 'Once upon')]
  expect(textsOf(build(messages))).toEqual(['Tell a story', 'Once upon', continuePrompt])
  const continued: ContextMessage[] = [
    ...messages, { id: 'a2', role: 'assistant', text: ' a time', contents: null }, ...exchange(2, 'Nice'),
  ]
  expect(textsOf(build(continued))).toEqual(['Tell a story', 'Once upon', continuePrompt, ' a time', 'Nice'])
})

test('a last message that is too long is cut in the middle, not left out', () => {
  const question = `START ${'word '.repeat(5_000)}END`
  const [text = ''] = textsOf(build([...exchange(1, 'Hi', 'Hello'), ...exchange(2, question)], 1_000))
  expect(text.startsWith('START')).toBe(true)
  expect(text.endsWith('END')).toBe(true)
  expect(text).toContain('[…]')
})

test('a reply to be continued that is too long keeps its end, where it goes on', () => {
  const answer = `${'word '.repeat(5_000)}and then`
  const texts = textsOf(build(exchange(1, 'Tell me all', answer), 1_000))
  expect(texts).toHaveLength(3)
  expect(texts[1]?.endsWith('and then')).toBe(true)
})

describe('the summary', () => {
  const messages = [...exchange(1, 'I am Ada', 'Hello Ada'), ...exchange(2, 'Who am I?')]

  test('stands for the messages that it covers', () => {
    const summary = { text: 'The user is called Ada.', lastMessageId: 'a1' }
    const context = buildContext({ system, summary, messages, budgetTokens: 2_000 })
    expect(context.system).toContain('The user is called Ada.')
    expect(textsOf(context.contents)).toEqual(['Who am I?'])
  })

  test('is not used when it covers the very reply that is to be gone on with', () => {
    const summary = { text: 'All that was said.', lastMessageId: 'a1' }
    const context = buildContext({ system, summary, messages: messages.slice(0, 2), budgetTokens: 2_000 })
    expect(textsOf(context.contents)).toEqual(['I am Ada', 'Hello Ada', continuePrompt])
  })

  test('is not used on a branch that it was not made for', () => {
    const summary = { text: 'The user is called Bob.', lastMessageId: 'elsewhere' }
    const context = buildContext({ system, summary, messages, budgetTokens: 2_000 })
    expect(context.system).toBe(system)
    expect(textsOf(context.contents)).toEqual(['I am Ada', 'Hello Ada', 'Who am I?'])
  })
})
