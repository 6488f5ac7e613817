import type { Bar } from './harness/bar.ts'

/** Everything that is promised of Parley's speed, each of figures of one and the same run. */
export const bars = {
  firstTokenToRelay: { name: 'added time to the first token, 1 user, times the relay\'s', most: 1.5 },
  firstTokenToAiSdk: { name: 'added time to the first token, 1 user, times the AI SDK\'s', most: 1 },
} as const satisfies Record<string, Bar>
