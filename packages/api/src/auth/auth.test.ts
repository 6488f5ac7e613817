import { expect, test } from 'vitest'
import { createHarness, refusal } from '../../test/harness.ts'

test('every procedure refuses a caller for whom Telegram does not vouch, and says why', async () => {
  await using house = await createHarness()
  expect(await refusal(house.withHeader(undefined).auth.me())).toEqual({ reason: 'INIT_DATA_MISSING' })
  expect(await refusal(house.withHeader('Bearer x').chat.list({}))).toEqual({ reason: 'INIT_DATA_MISSING' })
  expect(await refusal(house.withHeader('tma x=1&hash=2').auth.me())).toEqual({ reason: 'INIT_DATA_INVALID' })
  const early = house.as({ id: 1 })
  house.pass(3_700_000)
  expect(await refusal(early.auth.me())).toEqual({ reason: 'INIT_DATA_EXPIRED' })
})

test('a user without a username, with an Arabic name, is stored at once and keeps the time they joined', async () => {
  await using house = await createHarness()
  const first = await house.as({ id: 2 ** 51, first_name: 'ليلى 🌙' }).auth.me()
  expect(first.user).toMatchObject({ id: 2 ** 51, firstName: 'ليلى 🌙', username: null })
  house.pass(60_000)
  const again = await house.as({ id: 2 ** 51, first_name: 'Layla', username: 'layla' }).auth.me()
  expect(again.user).toMatchObject({ firstName: 'Layla', username: 'layla', joinedAt: first.user.joinedAt })
})

test('settings are kept one by one, and a choice that is not offered is refused', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  await caller.auth.updateSettings({ units: 'imperial' })
  await caller.auth.updateSettings({ language: 'ar', model: 'model-b' })
  expect((await caller.auth.me()).settings)
    .toEqual({ units: 'imperial', language: 'ar', model: 'model-b', theme: 'telegram', persona: null })
  expect(await refusal(caller.auth.updateSettings({ model: 'model-x' }))).toEqual({ reason: 'INVALID_OPERATION' })
  expect(await refusal(caller.auth.updateSettings({ persona: 'pirate' }))).toEqual({ reason: 'INVALID_OPERATION' })
})

test('settings that another version stored are read as far as they can be', async () => {
  await using house = await createHarness()
  const caller = house.as({ id: 1 })
  await caller.auth.me()
  await house.db.user.update({ where: { id: 1n }, data: { settings: { units: 'imperial', theme: 'neon', extra: 1 } } })
  expect((await caller.auth.me()).settings).toMatchObject({ units: 'imperial', theme: 'telegram' })
})
