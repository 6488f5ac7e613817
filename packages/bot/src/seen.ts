/**
 * Remembers the last `limit` numbers: Telegram sends an update again when it missed the answer. True for a number that
 * was not there yet.
 */
export function createSeen(limit: number): (id: number) => boolean {
  const seen = new Set<number>()
  return (id) => {
    if (seen.has(id)) return false
    seen.add(id)
    // A set keeps the order of insertion: the first is the oldest.
    const oldest = seen.values().next()
    if (seen.size > limit && !oldest.done) seen.delete(oldest.value)
    return true
  }
}
