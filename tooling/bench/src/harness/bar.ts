/** What a figure has to be: at most, or at least, a number. */
export type Bar = { name: string } & ({ most: number } | { least: number })

/** A bar, and what a run came to. */
export type Judged = Bar & { figure: number }

/** A figure that is not a number meets nothing. */
export function isMet(judged: Judged): boolean {
  return 'most' in judged ? judged.figure <= judged.most : judged.figure >= judged.least
}

/** A bound as it is read: some are figures of the same run, with all their digits. */
export const readable = (bound: number): number => Number(bound.toFixed(3))

/** One line of a report. */
export function describeBar(judged: Judged): string {
  const bound = 'most' in judged ? `at most ${readable(judged.most)}` : `at least ${readable(judged.least)}`
  return `${isMet(judged) ? 'met' : 'NOT MET'}: ${judged.name} ${judged.figure.toFixed(2)}, ${bound}`
}
