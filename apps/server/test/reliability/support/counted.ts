import type { Database } from '@parley/db'
import { createDatabase } from '@parley/db'

/** What the database was asked since it was last looked at. */
export interface Cost {
  queries: number
  rows: number
}

/** A database that counts, and what takes its counters to zero and gives what they were. */
export function countedDatabase(): { openDatabase: typeof createDatabase, takeCost: () => Cost } {
  let cost: Cost = { queries: 0, rows: 0 }
  return {
    openDatabase: async (url) => {
      const database = await createDatabase(url)
      const counted = database.$extends({ query: { async $allOperations({ args, query }) {
        const result: unknown = await query(args)
        cost.queries++
        cost.rows += Array.isArray(result) ? result.length : 1
        return result
      } } })
      // An extension of queries changes no type of theirs.
      return counted as unknown as Database
    },
    takeCost: () => {
      const taken = cost
      cost = { queries: 0, rows: 0 }
      return taken
    },
  }
}
