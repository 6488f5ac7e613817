import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/testing.ts'
import { missingFromSchema } from './schema.ts'

test('the migrations say what prisma/schema.prisma says (if not: pnpm migration NAME)', async () => {
  await using test = await createTestDatabase()
  expect(await missingFromSchema(test.url)).toBe('')
})

test('a difference is seen', async () => {
  await using test = await createTestDatabase()
  await test.database.$executeRaw`ALTER TABLE "User" DROP COLUMN "settings"`
  await test.database.$executeRaw`DROP INDEX "Message_parentId_idx"`
  const script = await missingFromSchema(test.url)
  expect(script).toContain(`"settings" JSONB NOT NULL DEFAULT '{}'`)
  expect(script).toContain('CREATE INDEX "Message_parentId_idx" ON "Message"("parentId")')
})
