import { TRPCClientError } from '@trpc/client'
import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import type { Failure } from './failure.ts'
import { failureOf, isAbort, signInProblemOf } from './failure.ts'
import { failureWords } from './failure-words.ts'
import { createQueryClient, retryDelay } from './query-client.ts'

/** Listed by hand against the type: a reason more or less does not compile. */
const examples: { [Reason in Failure['reason']]: Failure & { reason: Reason } } = {
  NETWORK: { reason: 'NETWORK' },
  INIT_DATA_MISSING: { reason: 'INIT_DATA_MISSING' },
  INIT_DATA_INVALID: { reason: 'INIT_DATA_INVALID' },
  INIT_DATA_EXPIRED: { reason: 'INIT_DATA_EXPIRED' },
  NOT_FOUND: { reason: 'NOT_FOUND' },
  INVALID_INPUT: { reason: 'INVALID_INPUT', issues: [] },
  INVALID_OPERATION: { reason: 'INVALID_OPERATION' },
  REPLY_RUNNING: { reason: 'REPLY_RUNNING' },
  RATE_LIMITED: { reason: 'RATE_LIMITED', retryAfterMs: 12_000, limit: 20 },
  TOO_MANY_REPLIES: { reason: 'TOO_MANY_REPLIES', limit: 3 },
  BUDGET_SPENT: { reason: 'BUDGET_SPENT', retryAfterMs: 7_200_000, limit: 1 },
  SERVER_CLOSING: { reason: 'SERVER_CLOSING' },
  STORAGE: { reason: 'STORAGE' },
  INTERNAL: { reason: 'INTERNAL' },
}

const answer = (data: object) => TRPCClientError.from({ error: { code: -32000, message: 'x', data } } as never)
const unanswered = () => TRPCClientError.from(new TypeError('Failed to fetch'))

describe('what failed', () => {
  it('is what the server says', () => {
    expect(failureOf(answer(examples.RATE_LIMITED))).toEqual(examples.RATE_LIMITED)
    expect(signInProblemOf(answer({ reason: 'INIT_DATA_EXPIRED' }))).toBe('INIT_DATA_EXPIRED')
    expect(signInProblemOf(answer({ reason: 'NOT_FOUND' }))).toBeUndefined()
  })

  it('is the network when nobody answered, and us when it was no call', () => {
    expect(failureOf(unanswered()).reason).toBe('NETWORK')
    expect(failureOf(new Error('bug')).reason).toBe('INTERNAL')
    expect(failureOf('odd').reason).toBe('INTERNAL')
  })

  it('is nothing when we gave the call up', () => {
    expect(isAbort(TRPCClientError.from(new DOMException('', 'AbortError')))).toBe(true)
    expect(isAbort(unanswered())).toBe(false)
  })
})

describe('the words for a failure', () => {
  it.each(Object.values(examples))('$reason: what happened, and what to do', (failure) => {
    const { what, todo } = failureWords(failure, en, 'en')
    expect(what).toMatch(/^[A-Z].*\.$/)
    expect(todo).toMatch(/^[A-Z].*\.$/)
  })

  it('say how long to wait', () => {
    expect(failureWords(examples.RATE_LIMITED, en, 'en').todo).toBe('Try again in 12 seconds.')
    expect(failureWords(examples.BUDGET_SPENT, en, 'en').todo).toBe('Try again in 2 hours.')
  })
})

describe('another try', () => {
  const { queries } = createQueryClient().getDefaultOptions()
  const retry = queries?.retry as (failures: number, error: unknown) => boolean

  it('is made for as long as the network is away', () => expect(retry(1_000, unanswered())).toBe(true))

  it('is made a few times while the server is not itself', () => {
    expect(retry(4, answer({ reason: 'STORAGE' }))).toBe(true)
    expect(retry(5, answer({ reason: 'STORAGE' }))).toBe(false)
  })

  it.each(['NOT_FOUND', 'INIT_DATA_EXPIRED', 'INVALID_INPUT', 'BUDGET_SPENT'])('is never made after %s', (reason) => {
    expect(retry(0, answer({ reason }))).toBe(false)
  })

  it('waits ever longer, to a limit, or as long as the server asks', () => {
    const middle = () => 0.5
    const waits = [0, 1, 2, 20].map((failures) => retryDelay(failures, unanswered(), middle))
    expect(waits).toEqual([500, 1_000, 2_000, 15_000])
    expect(retryDelay(0, answer(examples.RATE_LIMITED))).toBe(12_000)
  })
})
