/** How far a run has come when the model asks for tools once more. */
export interface LoopState {
  /** Rounds of tool calls that were run. */
  rounds: number
}

/** True ends the run before the tools that were just asked for. */
export type StopCondition = (state: LoopState) => boolean

/** Stops when `count` rounds of tool calls were run. */
export function roundsReach(count: number): StopCondition {
  return ({ rounds }) => rounds >= count
}
