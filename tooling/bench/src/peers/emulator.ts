import type { GeminiRule, Pace } from '@parley/emulators'
import { startGeminiEmulator } from '@parley/emulators'

export interface EmulatorSettings {
  models: string[]
  pace: Partial<Pace>
  /** What every reply is made of; the emulator's own brain when absent. */
  rule?: GeminiRule
}

const { models, pace, rule } = JSON.parse(process.argv[2] ?? '{}') as EmulatorSettings
const emulator = await startGeminiEmulator({ models, pace, journalLimit: 1 })
if (rule !== undefined) emulator.control.add(rule)
process.once('SIGTERM', () => void emulator.close())
process.stdout.write(`listening at ${emulator.url}\n`)
