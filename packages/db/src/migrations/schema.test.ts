import { describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import { missingFromSchema } from './schema.ts'

describe.each(testProviders)('%s', (provider) => {
  test('the migrations say what prisma/schema.prisma says (if not: pnpm migration NAME)', async () => {
    await using test = await createTestDatabase({ provider })
    expect(await missingFromSchema(test.url)).toBe('')
  })

  test('a difference is seen', async () => {
    await using test = await createTestDatabase({ provider })
    await test.database.$executeRaw`ALTER TABLE "User" DROP COLUMN "settings"`
    await test.database.$executeRaw`DROP INDEX "Message_parentId_idx"`
    const script = await missingFromSchema(test.url)
    expect(script).toMatch(/"settings" JSONB? NOT NULL DEFAULT '\{\}'/)
    expect(script).toContain('CREATE INDEX "Message_parentId_idx" ON "Message"("parentId")')
  })

  test('the triggers of the search survive every migration: making a table of SQLite anew drops them', async () => {
    await using test = await createTestDatabase({ provider })
    const triggers = provider === 'sqlite'
      ? test.database.$queryRaw`SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name`
      : test.database.$queryRaw`SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname`
    expect(await triggers).toEqual([
      { name: 'Message_search_insert' }, { name: 'Message_search_update' },
      ...provider === 'sqlite' ? [{ name: 'SearchEntry_delete' }] : [],
    ])
  })
})
