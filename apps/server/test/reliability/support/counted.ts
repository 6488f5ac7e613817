import { createDatabase } from '@parley/db'

/** What the database was asked since it was last looked at. */
export interface Cost {
  /** Statements, as SQLite sees them. */
  statements: number
  /** Rows that were read for sends and contexts. */
  rows: number
}

/** A database that counts, and what takes its counters to zero and gives what they were. */
export function countedDatabase(): { openDatabase: typeof createDatabase, takeCost: () => Cost } {
  let cost: Cost = { statements: 0, rows: 0 }
  return {
    openDatabase: async (url) => {
      const database = await createDatabase(url, { onStatement: () => {
        cost.statements++
      } })
      const { direct } = database
      return Object.assign(database, { direct: {
        ...direct,
        query: async (statement: Parameters<typeof direct.query>[0]) => {
          const rows = await direct.query(statement)
          cost.rows += rows.length
          return rows
        },
      } })
    },
    takeCost: () => {
      const taken = cost
      cost = { statements: 0, rows: 0 }
      return taken
    },
  }
}
