import { z } from 'zod'

/** What goes wrong. */
export const weatherFault = z.discriminatedUnion('kind', [
  /** An HTTP error with a page instead of JSON. */
  z.strictObject({ kind: z.literal('status'), status: z.int().min(400).max(599) }),
  /** Each provider's own error body; `status: 200` for an error that calls itself a success. */
  z.strictObject({ kind: z.literal('error'), status: z.int().min(200).max(599).default(400), reason: z.string().default('Something is wrong.') }),
  /** Over quota: 429 of Open-Meteo, 2007 of WeatherAPI.com. */
  z.strictObject({ kind: z.literal('quota') }),
  /** The right answer, but late. */
  z.strictObject({ kind: z.literal('slow'), ms: z.number().min(0).max(600_000) }),
  /** No answer at all; the connection stays open. */
  z.strictObject({ kind: z.literal('stall') }),
  /** 200 with a body that is not JSON. */
  z.strictObject({ kind: z.literal('garbage') }),
  /** The connection is reset. */
  z.strictObject({ kind: z.literal('reset') }),
])

/** Which requests meet a fault, and how often. */
export const weatherRule = z.strictObject({
  /** `search` is the geocoder; default any. */
  endpoint: z.enum(['search', 'forecast', 'current.json', 'forecast.json']).optional(),
  /** Only requests whose query contains this, decoded. */
  match: z.string().optional(),
  /** No end when absent. */
  times: z.int().min(1).optional(),
  fault: weatherFault,
})

/** What `POST /control/scenario` and `control.add` take. */
export type WeatherRule = z.input<typeof weatherRule>
export type WeatherFault = z.output<typeof weatherFault>

export interface WeatherControl {
  /** Adds a rule behind the others. Throws `ZodError` when it is malformed. */
  add: (rule: WeatherRule) => void
  /** Forgets all rules and the journal. */
  reset: () => void
}

export interface WeatherRuleBook extends WeatherControl {
  take: (endpoint: string, query: string) => WeatherFault | null
}

/** `onReset` runs with each reset. */
export function createWeatherControl(onReset: () => void): WeatherRuleBook {
  let rules: { rule: z.output<typeof weatherRule>, used: number }[] = []
  return {
    add: (rule) => {
      rules.push({ rule: weatherRule.parse(rule), used: 0 })
    },
    reset: () => {
      rules = []
      onReset()
    },
    take: (endpoint, query) => {
      const found = rules.find(({ rule, used }) => used < (rule.times ?? Infinity)
        && (rule.endpoint === undefined || rule.endpoint === endpoint)
        && (rule.match === undefined || query.includes(rule.match)))
      if (found === undefined) return null
      found.used++
      return found.rule.fault
    },
  }
}
