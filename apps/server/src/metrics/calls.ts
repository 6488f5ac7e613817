import type { CallOutcome } from '@parley/api'
import type { Metrics } from './metrics.ts'

/** Measures a call from here to its outcome. */
export function meterCalls({ calls, callSeconds }: Pick<Metrics, 'calls' | 'callSeconds'>) {
  return (procedure: string): ((outcome: CallOutcome) => void) => {
    const end = callSeconds.startTimer({ procedure })
    return (reason) => {
      end()
      calls.inc({ procedure, reason })
    }
  }
}
