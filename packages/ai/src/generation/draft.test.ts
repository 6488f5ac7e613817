import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldReply, textOf } from '../events/fold.ts'
import type { ReplyState } from '../events/fold.ts'
import type { LoopEvent } from '../loop/event.ts'
import type { ReplyEvent } from '../events/event.ts'
import type { ToolPart } from '../tools/registry.ts'
import { createDraft } from './draft.ts'
import type { Draft } from './draft.ts'

const empty: ReplyState = { parts: [], seq: 0, status: 'running', failure: null }
const fresh = (): Draft => createDraft('r', { parts: [], contents: [] })
const call = (callId: string): ToolPart => ({ type: 'tool', name: 'get_weather', callId, input: {}, state: 'running' })
const failed = (callId: string): ToolPart => ({ ...call(callId), state: 'failed', error: 'No such place' })

/** Any UTF-16 at all: half of the pieces end or begin in the middle of a character. */
const piece = fc.string({ unit: fc.oneof(
  fc.constantFrom('\ud83d', '\ude00', '\0', 'a', 'é', '\u2028', '\u202e'),
  fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
), maxLength: 6 })

const loopEvent: fc.Arbitrary<LoopEvent | 'flush'> = fc.oneof(
  { weight: 6, arbitrary: piece.map((text) => ({ type: 'text' as const, text })) },
  { weight: 4, arbitrary: fc.constant('flush' as const) },
  fc.constantFrom('a', 'b').map((callId) => ({ type: 'tool' as const, part: call(callId) })),
  fc.constantFrom('a', 'b').map((callId) => ({ type: 'tool' as const, part: failed(callId) })),
  fc.constant({ type: 'retrying' as const, attempt: 2, delayMs: 100 }),
  piece.map((text) => ({ type: 'content' as const, content: { role: 'model' as const, parts: [{ type: 'text' as const, text }] } })),
)

function play(draft: Draft, event: LoopEvent | 'flush'): ReplyEvent[] {
  if (event === 'flush') return draft.flush()
  if (event.type === 'text') draft.text(event.text)
  if (event.type === 'tool') return draft.tool(event.part)
  if (event.type === 'retrying') return draft.retrying(event.attempt, event.delayMs)
  if (event.type === 'content') return draft.content(event.content)
  return []
}

describe('a draft', () => {
  test('is what its events fold to, at every moment, and they are numbered without gaps', () => {
    fc.assert(fc.property(fc.array(loopEvent, { maxLength: 40 }), (events) => {
      const draft = fresh()
      let folded = empty
      const take = (told: ReplyEvent[]): void => {
        for (const event of told) {
          expect(event.seq).toBe(folded.seq + 1)
          folded = foldReply(folded, JSON.parse(JSON.stringify(event)) as ReplyEvent)
        }
        const { parts, seq, status, failure } = draft.state()
        expect(folded).toEqual({ parts, seq, status, failure })
      }
      for (const event of events) take(play(draft, event))
      take(draft.settle())
      take([draft.finish({ status: 'done', failure: null })])
      expect(folded.parts.filter((part) => part.type === 'tool' && part.state === 'running')).toEqual([])
    }))
  })

  test('shows all the text, as UTF-8 keeps it, however it was split', () => {
    fc.assert(fc.property(fc.array(fc.tuple(piece, fc.boolean())), (pieces) => {
      const draft = fresh()
      for (const [text, flush] of pieces) {
        draft.text(text)
        if (flush) for (const event of draft.flush()) if (event.type === 'delta') expect(event.text.isWellFormed()).toBe(true)
      }
      draft.settle()
      const sent = pieces.map(([text]) => text).join('')
      const shown = textOf(draft.state().parts)
      expect(shown).toBe(sent.toWellFormed().replaceAll('\0', '\ufffd'))
      expect(Buffer.from(shown).toString()).toBe(shown)
    }))
  })

  test('waits for the second half of a character', () => {
    const draft = fresh()
    draft.text('It is \ud83c')
    expect(draft.flush()).toMatchObject([{ type: 'delta', text: 'It is ', seq: 1, index: 0 }])
    expect(draft.flush()).toEqual([])
    draft.text('\udf26 now')
    expect(draft.flush()).toMatchObject([{ type: 'delta', text: '🌦 now', seq: 2, index: 0 }])
  })

  test('tells text before the tool that follows it, and makes a new part after it', () => {
    const draft = fresh()
    draft.text('Let me see.')
    expect(draft.tool(call('a'))).toMatchObject([{ type: 'delta', index: 0 }, { type: 'part', index: 1 }])
    expect(draft.tool(call('b'))).toMatchObject([{ index: 2 }])
    expect(draft.tool(failed('a'))).toMatchObject([{ index: 1, part: { state: 'failed' } }])
    draft.text('So.')
    expect(draft.flush()).toMatchObject([{ type: 'delta', index: 3, text: 'So.' }])
    expect(draft.settle()).toMatchObject([{ type: 'part', index: 2, part: { callId: 'b', state: 'failed' } }])
  })

  test('a call id that comes again in a later round is another part', () => {
    const draft = fresh()
    for (const part of [call('a'), failed('a'), call('a')]) draft.tool(part)
    expect(draft.state().parts).toMatchObject([{ state: 'failed' }, { state: 'running' }])
  })

  test('adds up what the rounds have used', () => {
    const draft = fresh()
    draft.usage({ promptTokens: 10, replyTokens: 2, thinkingTokens: 1 })
    draft.usage({ promptTokens: 20, replyTokens: 3, thinkingTokens: 0 })
    expect(draft.state().usage).toEqual({ promptTokens: 30, replyTokens: 5, thinkingTokens: 1 })
  })
})

describe('what a model can be sent of a draft', () => {
  const toolCall = { type: 'tool-call', callId: 'a', name: 'get_weather', input: {}, providerData: { thoughtSignature: 's' } } as const
  const roles = (draft: Draft): string[] => draft.state().contents.map(({ role }) => role)

  test('text of a turn that is not over yet is part of it', () => {
    const draft = fresh()
    draft.text('Half a sent')
    expect(draft.state().contents).toEqual([])
    draft.flush()
    expect(draft.state().contents).toEqual([{ role: 'model', parts: [{ type: 'text', text: 'Half a sent' }] }])
    draft.content({ role: 'model', parts: [{ type: 'text', text: 'Half a sent', providerData: { thoughtSignature: 's' } }] })
    expect(draft.state().contents).toEqual([
      { role: 'model', parts: [{ type: 'text', text: 'Half a sent', providerData: { thoughtSignature: 's' } }] },
    ])
  })

  test('a call that nobody has answered yet is answered, until the answer comes', () => {
    const draft = fresh()
    draft.content({ role: 'model', parts: [toolCall] })
    expect(draft.state().contents).toMatchObject([
      { role: 'model', parts: [toolCall] },
      { role: 'user', parts: [{ type: 'tool-result', callId: 'a', name: 'get_weather', output: { error: expect.any(String) as string } }] },
    ])
    draft.content({ role: 'user', parts: [{ type: 'tool-result', callId: 'a', name: 'get_weather', output: { ok: 1 } }] })
    expect(draft.state().contents[1]).toMatchObject({ parts: [{ output: { ok: 1 } }] })
    draft.text('Sunny.')
    draft.flush()
    expect(roles(draft)).toEqual(['model', 'user', 'model'])
  })

  test('what the model goes on with is one turn with what it had said', () => {
    const draft = createDraft('r', {
      parts: [{ type: 'text', text: 'One, ' }],
      contents: [{ role: 'model', parts: [{ type: 'text', text: 'One, ' }] }],
    })
    draft.text('two.')
    expect(draft.flush()).toMatchObject([{ type: 'delta', index: 0, text: 'two.', seq: 1 }])
    expect(roles(draft)).toEqual(['model'])
    draft.content({ role: 'model', parts: [{ type: 'text', text: 'two.' }] })
    expect(draft.state().contents).toEqual([
      { role: 'model', parts: [{ type: 'text', text: 'One, ' }, { type: 'text', text: 'two.' }] },
    ])
    expect(textOf(draft.state().parts)).toBe('One, two.')
  })
})
