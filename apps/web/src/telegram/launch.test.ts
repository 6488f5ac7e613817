// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { parseLaunch, readLaunch, readUser } from './launch.ts'

const initData = new URLSearchParams({
  user: JSON.stringify({ id: 7, first_name: 'علي', language_code: 'ar' }),
  auth_date: '1700000000',
  start_param: 'chat_1',
  hash: 'abc',
}).toString()

const raw = (over: Record<string, string> = {}) => new URLSearchParams({
  tgWebAppData: initData,
  tgWebAppVersion: '8.0',
  tgWebAppPlatform: 'ios',
  tgWebAppThemeParams: '{"bg_color":"#101010"}',
  ...over,
}).toString()

beforeEach(() => {
  sessionStorage.clear()
})

describe('a launch', () => {
  it('has the initData verbatim, the user and the theme', () => {
    expect(parseLaunch(raw())).toEqual({
      initData,
      user: { id: 7, firstName: 'علي', languageCode: 'ar' },
      version: '8.0',
      platform: 'ios',
      startParam: 'chat_1',
      theme: { bg_color: '#101010' },
      fullscreen: false,
    })
  })

  it('is read although a field is missing that the SDK insists on', () => {
    // No `signature` in the initData, as older clients have it.
    expect(readLaunch(`https://example.org/#${raw()}`)?.user?.id).toBe(7)
  })

  it('is absent in a plain browser', () => {
    expect(readLaunch('https://example.org/')).toBeUndefined()
    expect(readLaunch('https://example.org/#chapter-1')).toBeUndefined()
  })

  it.each([
    { tgWebAppThemeParams: 'garbage' },
    { tgWebAppThemeParams: '[]' },
    { tgWebAppData: '' },
    { tgWebAppData: 'user=%7B' },
    { tgWebAppData: 'user=null' },
    { tgWebAppVersion: '' },
  ])('survives %j', (over) => {
    expect(() => parseLaunch(raw(over))).not.toThrow()
  })

  it('has no user without an id', () => {
    expect(readUser('user={"id":"7"}')).toBeUndefined()
    expect(readUser(undefined)).toBeUndefined()
    expect(readUser('user={"id":7}')).toEqual({ id: 7, firstName: '', languageCode: undefined })
  })
})
