import { expect, test } from 'vitest'
import { ModelError } from '../model/port.ts'
import { finishes, says, scriptedModel, uses } from '../model/scripted.ts'
import type { SummaryPlan } from './plan.ts'
import { summarise } from './summarise.ts'
import { exchange } from './test/branch.ts'
import { estimateTokens } from './tokens.ts'

const plan: SummaryPlan = {
  previous: { text: 'The user is called Ada.', lastMessageId: 'a0' },
  messages: exchange(1, 'I live in Oslo', 'Noted.'),
  lastMessageId: 'a1',
}
const input = { modelName: 'gemini-3.8-flash', plan, budgetTokens: 2_000, signal: new AbortController().signal }

test('the old notes and the messages since become the new notes', async () => {
  const model = scriptedModel([says('Ada lives '), says('in Oslo.\n'), uses(50, 6), finishes()])
  expect(await summarise(model, input)).toEqual({
    summary: { text: 'Ada lives in Oslo.', lastMessageId: 'a1' },
    usage: { promptTokens: 50, replyTokens: 6, thinkingTokens: 0 },
  })
  const asked = JSON.stringify(model.requests[0]?.contents)
  expect(asked).toContain('The user is called Ada.')
  expect(asked).toContain('user: I live in Oslo')
  expect(model.requests[0]?.tools).toEqual([])
})

test('neither the request nor the notes outgrow the budget', async () => {
  const long = { ...plan, messages: exchange(1, 'Why? '.repeat(9_000), 'Because. '.repeat(9_000)) }
  const model = scriptedModel([says('Notes. '.repeat(3_000)), finishes()])
  const { summary } = await summarise(model, { ...input, plan: long })
  expect(estimateTokens(JSON.stringify(model.requests[0]))).toBeLessThanOrEqual(2_000)
  expect(estimateTokens(summary.text)).toBeLessThanOrEqual(250)
})

test.each([
  ['a fault', [new ModelError('busy', 'over quota')]],
  ['a cut', [says('Ada li')]],
  ['a block', [finishes('blocked-prompt')]],
  ['silence', [finishes()]],
])('%s leaves the old notes standing', async (_, script) => {
  await expect(summarise(scriptedModel(script), input)).rejects.toThrow(ModelError)
})
