import { setTimeout as pause } from 'node:timers/promises'

/** Something that is measured. */
export interface Subject<Sample> {
  name: string
  /** Takes one sample, and leaves the subject as quiet as it found it. */
  sample: () => Promise<Sample>
}

export interface Plan {
  rounds: number
  samples: number
  warmUp: number
  /** Between two samples, milliseconds: what a sample left to do is over before the next one. */
  restMs: number
}

/**
 * Takes samples of the subjects in turn, A B A B …, so that what the machine does meanwhile meets all of them alike.
 * After a warm-up that is thrown away, the result has the samples of each subject, round by round.
 */
export async function measureInTurn<Sample>(
  subjects: readonly Subject<Sample>[],
  { rounds, samples, warmUp, restMs }: Plan,
  onRound: (round: number) => void = () => {},
): Promise<Map<string, Sample[][]>> {
  const taken = new Map<string, Sample[][]>(subjects.map(({ name }) => [name, []]))
  const takeTurns = async (count: number, keep: (name: string, sample: Sample) => void) => {
    for (let index = 0; index < count; index++) {
      for (const { name, sample } of subjects) {
        keep(name, await sample())
        await pause(restMs)
      }
    }
  }
  await takeTurns(warmUp, () => {})
  for (let round = 1; round <= rounds; round++) {
    for (const all of taken.values()) all.push([])
    await takeTurns(samples, (name, sample) => taken.get(name)?.at(-1)?.push(sample))
    onRound(round)
  }
  return taken
}
