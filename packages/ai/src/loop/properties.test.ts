import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ModelChunk, ModelContent } from '../model/port.ts'
import { ModelError } from '../model/port.ts'
import type { Script, ScriptStep } from '../model/scripted.ts'
import { calls, finishes, says, scriptedModel } from '../model/scripted.ts'
import { play } from './test/play.ts'

const place = fc.constantFrom<unknown>(
  { place: 'Paris' }, { place: 'Atlantis' }, { place: 'Babel' }, { place: 7 }, 'Paris', null,
)

const chunk: fc.Arbitrary<ModelChunk> = fc.oneof(
  fc.constantFrom('Hi', ' there', '').map(says),
  fc.constant<ModelChunk>({ type: 'part', part: { type: 'thought', text: 'Hm.' } }),
  fc.constant<ModelChunk>({ type: 'part', part: { type: 'text', text: '!', providerData: { thoughtSignature: 's' } } }),
  fc.tuple(fc.constantFrom('get_weather', 'toString', ''), place, fc.uuid())
    .map(([name, input, id]) => calls(name, input, id)),
)

const reasons = ['stop', 'max-tokens', 'blocked-prompt', 'blocked-reply', 'malformed-call', 'other'] as const
const kinds = ['busy', 'unavailable', 'timeout', 'rejected'] as const

const ending: fc.Arbitrary<ScriptStep[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...reasons).map((reason): ScriptStep[] => [finishes(reason)]) },
  { weight: 2, arbitrary: fc.constantFrom(...kinds).map((kind): ScriptStep[] => [new ModelError(kind, kind)]) },
  { weight: 1, arbitrary: fc.constant<ScriptStep[]>([]) },
)

const script = fc.tuple(fc.array(chunk, { maxLength: 12 }), ending).map(([chunks, end]): Script => [...chunks, ...end])

/** More than a run can ask for: nine turns of three attempts. */
const rest: Script[] = Array.from({ length: 27 }, () => [says('The end.'), finishes()])

/** What a provider takes back: the model's turns and the tools' in turn, every call answered at once and in order. */
function expectSendable(contents: readonly ModelContent[]): void {
  for (const [index, { role, parts }] of contents.entries()) {
    expect(role).toBe(index % 2 === 0 ? 'model' : 'user')
    expect(parts.length).toBeGreaterThan(0)
    if (role === 'user') expect(parts.every(({ type }) => type === 'tool-result')).toBe(true)
    const called = parts.flatMap((part) => part.type === 'tool-call' ? [part.callId] : [])
    const next = contents[index + 1]?.parts ?? []
    expect(next.flatMap((part) => part.type === 'tool-result' ? [part.callId] : [])).toEqual(called)
  }
}

test('whatever the model does and whenever it is stopped: one end, sendable contents, nothing shown is lost', async () => {
  const input = fc.record({
    scripts: fc.array(script, { minLength: 1, maxLength: 14 }),
    stopAfter: fc.option(fc.nat(30), { nil: Infinity }),
  })
  await fc.assert(fc.asyncProperty(input, async ({ scripts, stopAfter }) => {
    const stop = new AbortController()
    let seen = 0
    const { events, contents, tools, text } = await play(scriptedModel(...scripts, ...rest), {
      signal: stop.signal,
      onEvent: () => seen++ >= stopAfter && stop.abort(),
    })
    expect(events.filter(({ type }) => type === 'end')).toHaveLength(1)
    expectSendable(contents)
    const kept = contents.flatMap(({ parts }) => parts.map((part) => part.type === 'text' ? part.text : ''))
    expect(kept.join('')).toBe(text)
    const open = new Set<string>()
    for (const { callId, state } of tools) {
      if (state === 'running') open.add(callId)
      else open.delete(callId)
    }
    expect([...open]).toEqual([])
  }), { numRuns: 300 })
})
