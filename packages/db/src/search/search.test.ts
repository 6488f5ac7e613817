import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, testProviders } from '../testing/testing.ts'
import type { TestDatabase } from '../testing/testing.ts'
import { message, seed } from '../tree/fixtures.ts'
import { searchMessages } from './search-messages.ts'

describe.each(testProviders)('%s', (provider) => {
  // One for all tests: to make one for each takes longer than most of them.
  let db: TestDatabase
  beforeAll(async () => {
    db = await createTestDatabase({ provider })
  })
  beforeEach(async () => await seed(db.database, []))
  afterEach(async () => void await db.database.user.deleteMany())
  afterAll(() => db.dispose())

  async function write(texts: string[]): Promise<void> {
    await db.database.message.createMany({ data: texts.map((text, index) => message(`m${index}`, null, { text })) })
  }
  const search = (text: string, more: { cursor?: string, limit?: number, userId?: bigint } = {}) =>
    searchMessages(db.database, { userId: 1n, limit: 50, text, ...more })
  const found = async (text: string) => (await search(text)).items.map(({ id }) => id)

  test.each<[about: string, text: string, finds: string[], not: string[]]>([
    ['case', 'Ванька ГОРОД Ёж São Ørsted', ['ванька', 'город', 'еж', 'ёж', 'SAO', 'orsted'], ['анька', 'града']],
    ['accents', 'Crème brûlée, Straße, naïve, mañana', ['creme', 'brulee', 'STRASSE', 'naive', 'manana'], ['reme']],
    ['accents typed apart', 'cafe\u0301 tonight', ['café', 'cafe'], []],
    ['several words', 'The larches turn yellow in autumn', ['yellow larch', 'aut the'], ['yellow birch', 'arches']],
    ['Ukrainian', 'Запам’ятай: п\'ять Їжаків', ['запам\'ятай', 'п’ять', 'їжак'], ['апам', 'жак']],
    ['symbols', 'Tell me about 100% old_growth in C++ and C#', ['100%', 'old_growth', 'c++', 'c#'], ['100_', 'old%growth', '10%', '%', '_', 'c*', 'cc']],
    ['marks around a word', 'Weather (in "Lisbon")?', ['weather?', '"lisbon"', '«weather» …', '(lisbon)', 'in lisbon'], ['weather+']],
    ['Arabic', 'كَيْفَ الطَّقْسُ في القاهرة يا أحمد؟ ٢٥ درجة', ['كيف', 'الطقس', 'القاهره', 'احمد', '25', '٢٥'], ['طقس', 'اهرة']],
    ['Persian', 'هوای تهران چطور است؟ می‌خواهم ۱۲ کتاب', ['تهران', 'هواي', 'میخواهم', 'كتاب', '12'], ['هران']],
    ['Hindi', 'दिल्ली में मौसम कैसा है? ज़रूर २ दिन', ['दिल्ली', 'मौसम', 'जरूर', '2 दिन'], ['दल', 'ल्ली']],
    ['Bengali', 'ঢাকার আবহাওয়া কেমন?', ['ঢাকা', 'আবহাওয়া', 'কেমন'], ['হাওয়া']],
    ['Chinese', '今天北京的天气怎么样', ['天气', '北京', '京', '样', '今天 天气', '北京的天气'], ['天京', '气天', '今气']],
    ['Japanese', '明日の東京の天気予報をコーヒーと', ['天気', '東京', '予報', 'コーヒー', 'ー'], ['京都', 'がき']],
    ['Korean', '서울의 날씨가 좋습니다', ['날씨', '서울', '씨가'], ['하늘']],
    ['Thai', 'สภาพอากาศในกรุงเทพ', ['อากาศ', 'กรุงเทพ'], ['ภูเก็ต']],
    ['scripts side by side', '我的iPhone手机', ['iphone', '手机', 'iphone手机', '的'], ['phone', '手phone']],
    ['full width', 'ＡＢＣ　１２３', ['abc', '123', 'abc 123'], ['bc']],
    ['a word without end', 'x'.repeat(5_000), ['x'.repeat(60), 'x'], [`${'x'.repeat(60)}y`]],
  ])('%s', async (_, text, finds, not) => {
    await write([text, 'something else altogether'])
    for (const wanted of finds) expect([wanted, await found(wanted)]).toEqual([wanted, ['m0']])
    for (const wanted of not) expect([wanted, await found(wanted)]).toEqual([wanted, []])
  })

  test.each([
    '"', '""', '*', '%', '_', '\\', '\'', '\';--', '🙂', '👩‍👩‍👧‍👦 👍🏿', '&', '|', '!', '()', '\u0301', '\u200b', '\ud83d', '...', ' ',
  ])('nothing is found for %j', async (text) => {
    await write(['"a" * % _ \\ \' 🙂 👩‍👩‍👧‍👦 & | ! ()', text])
    expect(await search(text)).toEqual({ items: [], nextCursor: null })
  })

  test.each([
    'NEAR(', 'NEAR("hello" world, 5)', 'hello AND', 'OR hello', 'NOT hello', 'tokens:hello', 'hello*', '^hello', '"hello', 'hello & !world', 'hello:*', 'hello <-> world',
    '{tokens} : hello', 'hello\'); DROP TABLE "Message"; --', '1:hello', `hello ${'"\''.repeat(50)}`, 'hello\\', 'a '.repeat(100), 'hello + world', '${hello} $1 ?', 'hello\0world',
  ])('no word is an operator: %j', async (text) => {
    await write(['hello world'])
    expect(['m0', undefined]).toContain((await search(text)).items[0]?.id)
    expect(await found('hello world')).toEqual(['m0'])
  })

  test('pages, newest first, miss and repeat none, whatever was written in the same instant or in between', async () => {
    const createdAt = new Date(1_800_000_500_000)
    await write(Array.from({ length: 12 }, (_, index) => `tree ${index}`))
    await db.database.message.createMany({ data: ['a', 'b', 'c'].map((id) => message(id, null, { text: 'tree', createdAt })) })
    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const page = await search('tree', { limit: 4, ...(cursor !== undefined && { cursor }) })
      pages.push(page.items.map(({ id }) => id))
      await db.database.message.create({ data: message(crypto.randomUUID(), null, { text: 'tree', createdAt: new Date(1_900_000_000_000) }) })
      if (pages.length === 1) await db.database.message.delete({ where: { id: pages[0]?.at(-1) ?? '' } })
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 4, 3])
    expect(pages.flat().slice(0, 3).toSorted()).toEqual(['a', 'b', 'c'])
    expect(pages.flat().slice(3)).toEqual(Array.from({ length: 12 }, (_, index) => `m${11 - index}`))
  })

  test.each(['', 'x', '-1', '9'.repeat(19), '1.5'])('a cursor that no page gave begins anew: %j', async (cursor) => {
    await write(['tree'])
    expect((await search('tree', { cursor })).items).toHaveLength(1)
  })

  test('others\' messages and deleted chats are not found', async () => {
    await write(['secret'])
    await db.database.user.create({ data: { id: 10n, firstName: 'Bo', chats: { create: { id: 'theirs' } } } })
    await db.database.message.create({ data: message('n0', null, { chatId: 'theirs', text: 'secret' }) })
    expect((await search('secret', { userId: 10n })).items.map(({ id }) => id)).toEqual(['n0'])
    expect((await search('secret', { userId: 2n })).items).toEqual([])
    expect(await found('secret')).toEqual(['m0'])
    await db.database.chat.update({ where: { id: 'chat' }, data: { deletedAt: new Date() } })
    expect(await found('secret')).toEqual([])
    await db.database.chat.update({ where: { id: 'chat' }, data: { deletedAt: null } })
    expect(await found('secret')).toEqual(['m0'])
  })

  test('a reply is found once it has ended, however it ended, and with what it says in the end', async () => {
    await write(['question'])
    const reply = message('m1', 'm0', { status: 'running' })
    await db.database.message.create({ data: reply })
    await db.database.message.update({ where: { id: 'm1' }, data: { text: 'half an answ' } })
    expect(await found('half')).toEqual([])
    await db.database.message.updateMany({ where: { status: 'running' }, data: { status: 'interrupted' } })
    expect(await found('half')).toEqual(['m1'])
    await db.database.message.update({ where: { id: 'm1' }, data: { text: 'whole answer' } })
    expect(await found('half')).toEqual([])
    expect(await found('whole')).toEqual(['m1'])
    await db.database.message.update({ where: { id: 'm1' }, data: { text: '' } })
    expect(await found('whole')).toEqual([])
  })

  test('what is deleted leaves nothing in the index', async () => {
    await write(['one tree', 'two trees'])
    expect(await found('tree')).toEqual(['m1', 'm0'])
    await db.database.message.delete({ where: { id: 'm0' } })
    expect(await found('tree')).toEqual(['m1'])
    await write(['another tree'])
    await db.database.user.delete({ where: { id: 1n } })
    const left = await db.database.$queryRaw`
      SELECT "messageId" FROM "SearchQueue" UNION ALL SELECT "messageId" FROM "SearchEntry"`
    expect(left).toEqual([])
  })

  test('searches at once index each message once', async () => {
    await write(Array.from({ length: 90 }, (_, index) => `tree ${index}`))
    const pages = await Promise.all([1, 2, 3, 4].map(() => search('tree')))
    expect((await search('tree')).items).toHaveLength(50)
    expect(pages.map(({ items }) => items.length)).toEqual([50, 50, 50, 50])
    expect(await db.database.$queryRaw`SELECT CAST(count(*) AS TEXT) AS "count" FROM "SearchEntry"`).toEqual([{ count: '90' }])
  })
})
