import { z } from 'zod'

const count = z.int().min(0)
const delay = z.number().min(0).max(600_000)

/** `after` counts streamed tokens: 0 is before the first one. A function call counts as one. */
export const geminiFault = z.discriminatedUnion('kind', [
  /** An HTTP error before anything is streamed; `retryAfterMs` becomes `RetryInfo`. */
  z.strictObject({
    kind: z.literal('status'), status: z.int().min(400).max(599), retryAfterMs: delay.optional(), message: z.string().optional(),
  }),
  /** The connection is reset before any byte. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The socket is destroyed in the middle of the stream. */
  z.strictObject({ kind: z.literal('drop'), after: count.default(5) }),
  /** The stream ends properly, but without a `finishReason`. */
  z.strictObject({ kind: z.literal('close'), after: count.default(5) }),
  /** An error object in the stream, after which it ends. */
  z.strictObject({ kind: z.literal('error'), status: z.int().min(400).max(599).default(503), after: count.default(5) }),
  /** No byte for `ms`, for ever when absent. `after: 0` holds back the headers too. */
  z.strictObject({ kind: z.literal('stall'), after: count.default(5), ms: delay.optional() }),
  /** Text that is not JSON in the stream. */
  z.strictObject({ kind: z.literal('garbage'), after: count.default(5) }),
  /** The reply ends early with this `finishReason`, any string. */
  z.strictObject({ kind: z.literal('finish'), reason: z.string(), after: count.default(5) }),
  /** No candidates, only `promptFeedback`. */
  z.strictObject({ kind: z.literal('blocked'), reason: z.string().default('SAFETY') }),
])

export const geminiScenario = z.discriminatedUnion('name', [
  /** `scriptedText({ n, seed })`. */
  z.strictObject({ name: z.literal('tokens'), n: count.default(200), seed: z.int().default(1) }),
  /** Marks of the time at which they are sent, until this time, milliseconds since the epoch: see `clockAges`. */
  z.strictObject({ name: z.literal('clock'), until: z.number() }),
  /** This very text. */
  z.strictObject({ name: z.literal('text'), text: z.string() }),
  /** Markdown of every kind, repeated until it has `tokens` tokens. */
  z.strictObject({ name: z.literal('long'), tokens: count.default(2000) }),
  /** A candidate without any part. */
  z.strictObject({ name: z.literal('empty') }),
  /** Thinks for `n` tokens before it answers. */
  z.strictObject({ name: z.literal('thoughts'), n: count.default(200) }),
  /** Calls a function that nobody declared. */
  z.strictObject({ name: z.literal('unknown-tool') }),
  /** Calls the weather tool with arguments that its schema refuses. */
  z.strictObject({ name: z.literal('wrong-args') }),
  /** Calls the weather tool again after each result. */
  z.strictObject({ name: z.literal('endless-tools') }),
  /** `n` parallel calls of the weather tool. */
  z.strictObject({ name: z.literal('many-calls'), n: count.default(12) }),
  /** One call, and after its result another one, `n` rounds of them. */
  z.strictObject({ name: z.literal('chain'), n: count.default(2) }),
])

/** Which requests a rule is for, what it makes of them, and how often. */
export const geminiRule = z.strictObject({
  /** Only requests whose last user text contains this. */
  match: z.string().optional(),
  /** Only requests without (`first`) or with (`tools`) tool results after the last user text. Default `any`. */
  round: z.enum(['first', 'tools', 'any']).optional(),
  /** Titles and summaries are left alone unless the rule says otherwise. Default `reply`. */
  purpose: z.enum(['reply', 'title', 'summary', 'any']).optional(),
  /** How many requests it meets before it is used up; no end when absent. */
  times: z.int().min(1).optional(),
  scenario: geminiScenario.optional(),
  fault: geminiFault.optional(),
  /** Tokens a second. */
  rate: z.number().positive().optional(),
  firstByteMs: delay.optional(),
})

/** What `POST /control/scenario` and `control.add` take; defaults may be left out. */
export type GeminiRule = z.input<typeof geminiRule>
export type GeminiFault = z.input<typeof geminiFault>
export type GeminiScenario = z.input<typeof geminiScenario>
export type Rule = z.output<typeof geminiRule>
export type Fault = z.output<typeof geminiFault>
export type Scenario = z.output<typeof geminiScenario>
