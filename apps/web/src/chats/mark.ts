/** Pairs that white letters can be read on at both ends (4.5:1). */
const gradients = [
  ['#c2410c', '#b91c1c'],
  ['#a16207', '#b45309'],
  ['#15803d', '#0f766e'],
  ['#0e7490', '#0369a1'],
  ['#2563eb', '#4338ca'],
  ['#7c3aed', '#6d28d9'],
  ['#be185d', '#9d174d'],
] as const

/** A chat's own gradient, the same on every device: FNV-1a over its id. */
export function gradientOf(id: string): readonly [from: string, to: string] {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return gradients[(hash >>> 0) % gradients.length] ?? gradients[0]
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letter, digit or emoji of a title, whole: a flag or a letter with its accents is one. */
export function initialOf(title: string): string {
  for (const { segment } of segmenter.segment(title)) {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(segment)) return segment.toLocaleUpperCase()
  }
  return ''
}
