import type { Prisma } from '@parley/db'

/** A value of ours, made of JSON only, as Prisma's type for a JSON column, which knows no optional properties. */
export function toJson(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue
}
