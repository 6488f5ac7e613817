import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isBusyOrFull } from '../error-codes.ts'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { seedRunning } from './fixtures.ts'
import { storeCheckpoints } from './store-checkpoints.ts'

/** Keys in an order that no database would choose, and text that escapes and encodings could spoil. */
const checkpoint = (replyId: string) => {
  const text = `${replyId}: It’s "سلام" \\ 👋🏽\n`
  const contents = [{ role: 'model', parts: [{ type: 'text', text, providerData: { z: 1.50, a: [null, true] } }] }]
  return { replyId, parts: [{ type: 'text', text }], contents, text, seq: 7 }
}

describe.each(testProviders)('%s', (provider) => {
  let test_: TestDatabase
  beforeEach(async () => {
    test_ = await createTestDatabase({ provider })
    await seedRunning(test_.database, { replyIds: ['a', 'b', 'c'], ownerId: 'me' })
    await seedRunning(test_.database, { replyIds: ['theirs'], ownerId: 'another' })
  })
  afterEach(() => test_.dispose())

  const store = async (...ids: string[]) => [...await storeCheckpoints(test_.database, 'me', ids.map(checkpoint))].sort()
  const texts = async () => {
    const rows = await test_.database.message.findMany({ where: { text: { not: '' } }, orderBy: { id: 'asc' } })
    return rows.map(({ text }) => text)
  }

  test('replies that run here are written, to the letter, and no others', async () => {
    await test_.database.message.update({ where: { id: 'c' }, data: { status: 'stopped' } })
    expect(await store('b', 'theirs', 'c', 'nobody\'s', 'a')).toEqual(['a', 'b'])
    expect(await texts()).toEqual([checkpoint('a').text, checkpoint('b').text])
    const [row] = await test_.database.$queryRaw<unknown[]>`
      SELECT CAST("parts" AS text) AS "parts", CAST("modelContents" AS text) AS "contents", "seq" FROM "Message" WHERE "id" = 'a'`
    const { parts, contents } = checkpoint('a')
    expect(row).toEqual({ parts: JSON.stringify(parts), contents: JSON.stringify(contents), seq: 7 })
  })

  test('one that is refused takes the others along, and leaves nothing open', async () => {
    const { database } = test_
    if (provider === 'sqlite') {
      await database.$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE UPDATE ON "Message" WHEN NEW."id" = 'b'
        BEGIN SELECT RAISE(ABORT, 'not this one'); END`)
    } else {
      await database.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'not this one'; END $$`)
      await database.$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE UPDATE ON "Message" FOR EACH ROW
        WHEN (NEW."id" = 'b') EXECUTE FUNCTION refuse()`)
    }
    const error: unknown = await store('a', 'b', 'c').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'DriverAdapterError', cause: { originalMessage: 'not this one' } })
    expect(isBusyOrFull(error)).toBe(false)
    expect(await texts()).toEqual([])
    expect(await store('a', 'c')).toEqual(['a', 'c'])
  })

  test.runIf(provider === 'postgresql')('a row that somebody holds is left out, and nobody waits for it', async () => {
    await test_.database.$transaction(async (tx) => {
      await tx.message.update({ where: { id: 'b' }, data: { rating: 1 } })
      expect(await store('a', 'b', 'c')).toEqual(['a', 'c'])
    })
    expect(await store('b')).toEqual(['b'])
  })
})
