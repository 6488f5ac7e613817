/**
 * Where an entry stands: the run of Redis that was asked, and Redis's own id of the entry in its stream. A restarted
 * Redis may have lost its newest entries, so the ids of one run say nothing in the next.
 */
export interface Place {
  epoch: string
  entry: string
}

/** Redis's entry ids are `milliseconds-sequence`. https://redis.io/docs/latest/develop/data-types/streams/#entry-ids */
const pattern = /^([\da-f]{1,40})-((?:0|[1-9]\d{0,15})-(?:0|[1-9]\d{0,15}))$/

/** The opaque id, in characters that a header can carry. */
export function formatPlace({ epoch, entry }: Place): string {
  return `${epoch}-${entry}`
}

/** The place that an id stands for; null when it has not the form of one. */
export function parsePlace(id: string): Place | null {
  const [, epoch, entry] = pattern.exec(id) ?? []
  return epoch === undefined || entry === undefined ? null : { epoch, entry }
}

/** Whether entry `a` comes after entry `b` in a stream. */
export function isAfter(a: string, b: string): boolean {
  const [timeA = 0, countA = 0] = a.split('-').map(Number)
  const [timeB = 0, countB = 0] = b.split('-').map(Number)
  return timeA === timeB ? countA > countB : timeA > timeB
}
