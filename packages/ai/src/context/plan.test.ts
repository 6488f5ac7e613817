import { expect, test } from 'vitest'
import { buildContext } from './build.ts'
import type { Summary } from './message.ts'
import { isFarFromFull, planSummary } from './plan.ts'
import { exchange } from './test/branch.ts'

const budgetTokens = 1_000
const turns = (count: number) => Array.from({ length: count }, (_, index) =>
  exchange(index, `What is ${index} and why is it so? `.repeat(3), `It is so because of ${index}. `.repeat(3))).flat()

test('a short conversation needs no summary', () => {
  expect(planSummary({ messages: turns(3), summary: null, budgetTokens })).toBeNull()
})

test('the oldest turns are folded, whole, and the newest stay', () => {
  const messages = turns(10)
  const plan = planSummary({ messages, summary: null, budgetTokens })
  expect(plan?.messages[0]?.id).toBe('q0')
  expect(plan?.messages.at(-1)?.id).toBe(plan?.lastMessageId)
  expect(plan?.lastMessageId).toMatch(/^a\d$/)
  expect(plan?.messages.length).toBeLessThan(messages.length)
})

test('what a summary covers is not folded again, and its text goes on', () => {
  const summary = { text: 'Notes.', lastMessageId: 'a4' }
  const plan = planSummary({ messages: turns(15), summary, budgetTokens })
  expect(plan?.previous).toEqual(summary)
  expect(plan?.messages[0]?.id).toBe('q5')
})

test('on a branch without its last message a summary starts anew', () => {
  const plan = planSummary({ messages: turns(15), summary: { text: 'Other.', lastMessageId: 'gone' }, budgetTokens })
  expect(plan?.previous).toBeNull()
  expect(plan?.messages[0]?.id).toBe('q0')
})

test('what is far from full needs no summary, and what is not far may', () => {
  const due = Array.from({ length: 12 }, (_, count) => {
    const [question, answer] = exchange(-1, 'And what now? '.repeat(5), 'Nothing much. '.repeat(20))
    if (question === undefined || answer === undefined) throw new Error('An exchange has two sides')
    const sent = buildContext({ system: 'Parley', summary: null, messages: [...turns(count), question], budgetTokens })
    const isFar = isFarFromFull(sent, { reply: answer.contents ?? [], budgetTokens })
    const plan = planSummary({ messages: [...turns(count), question, answer], summary: null, budgetTokens })
    return { isFar, isDue: plan !== null }
  })
  expect(due.filter(({ isFar, isDue }) => isFar && isDue)).toEqual([])
  expect(due.some(({ isFar }) => isFar)).toBe(true)
  expect(due.some(({ isDue }) => isDue)).toBe(true)
})

test('what was cut to fit is not far from full, however little is left of it', () => {
  const [huge] = exchange(1, 'Why? '.repeat(4_000))
  const messages = [...turns(2), ...(huge ? [huge] : [])]
  const sent = buildContext({ system: 'x'.repeat(2_900), summary: null, messages, budgetTokens })
  expect(sent.isWhole).toBe(false)
  expect(isFarFromFull(sent, { reply: [], budgetTokens: 1_000_000 })).toBe(false)
})

test('one huge turn is never folded while it is the newest', () => {
  const messages = exchange(1, 'Why? '.repeat(2_000), 'Because. '.repeat(2_000))
  expect(planSummary({ messages, summary: null, budgetTokens })).toBeNull()
})

test('over a thousand turns no plan is bigger than the budget and nothing is lost between summary and context', () => {
  const messages = turns(1_000)
  let summary: Summary | null = null
  for (let count = 1; count <= 1_000; count++) {
    const branch = messages.slice(0, count * 2)
    const plan = planSummary({ messages: branch, summary, budgetTokens })
    if (plan) {
      expect(plan.messages.length).toBeLessThan(20)
      summary = { text: 'Notes.', lastMessageId: plan.lastMessageId }
    }
    const from = summary ? branch.findIndex(({ id }) => id === summary?.lastMessageId) : 0
    const recent = branch.slice(from)
    const { contents } = buildContext({ system: 'Parley', summary, messages: [...recent, ...exchange(-1, 'Next?')], budgetTokens })
    expect(contents.length).toBe(recent.length - (summary ? 1 : 0) + 1)
  }
  expect(summary?.lastMessageId).toMatch(/^a99\d$/)
})
