import process from 'node:process'
import { createDatabase } from './database.ts'

/**
 * Writes without end to the database named by its argument, and prints a number once its write was acknowledged: an
 * even one was a single statement, an odd one a transaction of two rows.
 */
const database = await createDatabase(process.argv[2] ?? '')

for (let number = 1; ; number += 1) {
  const row = (id: number) => database.user.create({ data: { id: BigInt(id), firstName: 'x'.repeat(2_000) } })
  await (number % 2 === 0 ? row(number) : database.$transaction([row(number), row(-number)]))
  process.stdout.write(`${number}\n`)
}
