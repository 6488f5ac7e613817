import type { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'

type Pool = Awaited<ReturnType<PrismaPg['connect']>>

interface Result {
  fields: { dataTypeID: number }[]
}

/** PostgreSQL's internal type "char", of columns in its catalogue, and its type "text". */
const [charType, textType] = [18, 25]

/**
 * For Prisma's migration engine, which reads columns of the catalogue whose type Prisma's own adapter refuses. For one
 * user at a time.
 */
export function withCharColumns(pool: Pool): SqlDriverAdapter {
  const driver = pool.underlyingDriver()
  const query = driver.query.bind(driver) as (...input: unknown[]) => Promise<Result | Result[]>
  let charColumns: boolean[] = []
  Object.assign(driver, {
    query: async (...input: unknown[]) => {
      const result = await query(...input)
      // A script of several statements has several results.
      if (Array.isArray(result)) return result
      charColumns = result.fields.map(({ dataTypeID }) => dataTypeID === charType)
      for (const field of result.fields) if (field.dataTypeID === charType) field.dataTypeID = textType
      return result
    },
  })
  return {
    provider: pool.provider,
    adapterName: pool.adapterName,
    queryRaw: async (input) => {
      const { columnTypes, ...result } = await pool.queryRaw(input)
      return {
        ...result,
        columnTypes: columnTypes.map((type, index) => charColumns[index] ? ColumnTypeEnum.Character : type),
      }
    },
    executeRaw: (input) => pool.executeRaw(input),
    executeScript: (script) => pool.executeScript(script),
    startTransaction: (level) => pool.startTransaction(level),
    getConnectionInfo: () => pool.getConnectionInfo(),
    dispose: () => pool.dispose(),
  }
}
