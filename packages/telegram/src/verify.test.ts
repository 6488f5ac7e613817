import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createInitDataVerifier, InitDataError, maxInitDataBytes } from './index.ts'
import type { InitData, InitDataTrust } from './index.ts'

const second = 1000

// Published with the documentation of @telegram-apps/init-data-node: a real launch and the token of a revoked bot.
const token = '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8'
const launch = 'query_id=AAHdF6IQAAAAAN0XohDhrOrc'
  + '&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22%2C'
  + '%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D'
  + '&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2'
const launchTime = 1_662_771_648 * second

// Published there too: signed by Telegram's production key for bot 7342037359. Its JSON has escaped slashes.
const thirdParty = 'user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C'
  + '%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C'
  + '%22is_premium%22%3Atrue%2C%22allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me'
  + '%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D'
  + '&chat_instance=8134722200314281151&chat_type=private&auth_date=1733584787'
  + '&hash=2174df5b000556d044f3f020384e879c8efcab55ddea2ced4eb752e93e7080d6'
  + '&signature=zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ'
const thirdPartyTime = 1_733_584_787 * second

/** The documented algorithm once more, written without the package, so that both would have to be wrong alike. */
function seal(pairs: [string, string][], botToken = token): string {
  const text = pairs.map(([name, value]) => `${name}=${value}`).sort().join('\n')
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const hash = createHmac('sha256', secret).update(text).digest('hex')
  return new URLSearchParams([...pairs, ['hash', hash]]).toString()
}

function verifyAt(time: number, raw: string | undefined, trust: InitDataTrust = { botToken: token }): InitData {
  return createInitDataVerifier(trust, { maxAgeSeconds: 3600, now: () => time })(raw)
}

function reasonOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof InitDataError) return error.reason
    throw error
  }
  return 'accepted'
}

const user: [string, string] = ['user', '{"id":7,"first_name":"Ana"}']
const date: [string, string] = ['auth_date', '1000000']
const sealedAt = 1_000_000 * second
const reason = (pairs: [string, string][], time = sealedAt): string => reasonOf(() => verifyAt(time, seal(pairs)))

describe('published vectors', () => {
  it('accepts a real launch by the bot token', () => {
    expect(verifyAt(launchTime, launch)).toMatchObject({
      authDate: new Date(launchTime),
      queryId: 'AAHdF6IQAAAAAN0XohDhrOrc',
      user: { id: 279058397n, firstName: 'Vladislav', username: 'vdkfrost', languageCode: 'ru', isPremium: true },
    })
  })

  it('accepts a real launch by Telegram\'s production key', () => {
    const initData = verifyAt(thirdPartyTime, thirdParty, { botId: 7342037359, environment: 'production' })
    expect(initData.user.firstName).toBe('Vladislav + - ? /')
    expect(initData.user.photoUrl).toContain('https://t.me/i/userpic/320/')
    expect(initData.chatType).toBe('private')
  })

  it('refuses it for another bot and for the other environment', () => {
    expect(reasonOf(() => verifyAt(thirdPartyTime, thirdParty, { botId: 7342037358, environment: 'production' })))
      .toBe('INVALID')
    expect(reasonOf(() => verifyAt(thirdPartyTime, thirdParty, { botId: 7342037359, environment: 'test' })))
      .toBe('INVALID')
    expect(reasonOf(() => verifyAt(launchTime, launch, { botToken: '5768337691:another' }))).toBe('INVALID')
  })
})

it('checks an Ed25519 signature made by the documented algorithm', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex')
  const signature = sign(null, Buffer.from(`42:WebAppData\n${date.join('=')}\n${user.join('=')}`), privateKey)
  const raw = new URLSearchParams([user, date, ['hash', '0'], ['signature', signature.toString('base64url')]])
  const trust = { botId: 42, environment: 'test', publicKey: hex } as const
  expect(verifyAt(sealedAt, raw.toString(), trust).user.id).toBe(7n)
  expect(reasonOf(() => verifyAt(sealedAt, raw.toString(), { ...trust, botId: 43 }))).toBe('INVALID')
})

describe('age', () => {
  it('is accepted to the last second and refused after it', () => {
    expect(reason([user, date], sealedAt + 3600 * second)).toBe('accepted')
    expect(reason([user, date], sealedAt + 3600 * second + 1)).toBe('EXPIRED')
  })

  it('may be a little in the future, for clocks differ', () => {
    expect(reason([user, date], sealedAt - 60 * second)).toBe('accepted')
    expect(reason([user, date], sealedAt - 60 * second - 1)).toBe('INVALID')
  })

  it('is not believed without a valid hash', () => {
    const late = launchTime + 9999 * second
    expect(reasonOf(() => verifyAt(late, launch))).toBe('EXPIRED')
    expect(reasonOf(() => verifyAt(late, launch.replace('Kibenko', 'Kibenka')))).toBe('INVALID')
  })

  it('lets nothing in when the clock is broken', () => {
    expect(reason([user, date], Number.NaN)).toBe('EXPIRED')
  })

  it.each(['', '0', '-5', '1e6', '01000000', '1000000.5', ' 1000000'])('refuses auth_date "%s"', (text) => {
    expect(reason([user, ['auth_date', text]])).toBe('INVALID')
  })
})

describe('what is refused though it is signed', () => {
  it.each<[string, [string, string][]]>([
    ['no user', [date]],
    ['no auth_date', [user]],
    ['a user that is not JSON', [['user', '{"id":7'], date]],
    ['a user that is null', [['user', 'null'], date]],
    ['a user without an id', [['user', '{"first_name":"Ana"}'], date]],
    ['an id of 0', [['user', '{"id":0,"first_name":"Ana"}'], date]],
    ['an id in a string', [['user', '{"id":"7","first_name":"Ana"}'], date]],
    ['an id of 53 bits', [['user', '{"id":4503599627370496,"first_name":"Ana"}'], date]],
    ['a start_param outside its alphabet', [user, date, ['start_param', 'a b']]],
    ['a field twice', [user, date, ['chat_type', 'group'], ['chat_type', 'group']]],
    ['a line feed in a value', [user, date, ['query_id', 'a\nb']]],
    ['a field name outside its alphabet', [user, date, ['a=b', 'c']]],
  ])('%s', (_, pairs) => {
    expect(reason(pairs)).toBe('INVALID')
  })
})

describe('what is accepted', () => {
  it('the largest id, exactly', () => {
    const raw = seal([['user', '{"id":4503599627370495,"first_name":"Ana"}'], date])
    expect(verifyAt(sealedAt, raw).user.id).toBe(4503599627370495n)
  })

  it('a user with nothing but an id and a name, in any script', () => {
    const raw = seal([['user', '{"id":7,"first_name":"ليلى 🌙"}'], date])
    expect(verifyAt(sealedAt, raw).user).toEqual({
      id: 7n,
      firstName: 'ليلى 🌙',
      isBot: false,
      isPremium: false,
      addedToAttachmentMenu: false,
      allowsWriteToPm: false,
      lastName: undefined,
      username: undefined,
      languageCode: undefined,
      photoUrl: undefined,
    })
  })

  it('fields that Telegram may add later, in the fields and in the user', () => {
    expect(reason([['user', '{"id":7,"first_name":"Ana","mood":"fine"}'], date, ['v2_field', 'x']])).toBe('accepted')
  })

  it('a picture address that is none, which is dropped', () => {
    const raw = seal([['user', '{"id":7,"first_name":"Ana","photo_url":"javascript:alert(1)"}'], date])
    expect(verifyAt(sealedAt, raw).user.photoUrl).toBeUndefined()
  })

  it('a group\'s chat, with its negative id', () => {
    const chat = '{"id":-1001,"type":"supergroup","title":"Friends"}'
    const raw = seal([user, date, ['chat', chat], ['chat_type', 'group']])
    expect(verifyAt(sealedAt, raw).chat).toMatchObject({ id: -1001n, title: 'Friends' })
  })
})

describe('form', () => {
  it('tells missing data from invalid data', () => {
    expect(reasonOf(() => verifyAt(launchTime, ''))).toBe('MISSING')
    expect(reasonOf(() => verifyAt(launchTime, undefined))).toBe('MISSING')
    expect(reasonOf(() => verifyAt(launchTime, ' '))).toBe('INVALID')
  })

  it('bounds the size, valid or not', () => {
    const length = (filling: number): string => seal([user, date, ['query_id', 'a'.repeat(filling)]])
    const room = maxInitDataBytes - length(0).length
    expect(reasonOf(() => verifyAt(sealedAt, length(room)))).toBe('accepted')
    expect(reasonOf(() => verifyAt(sealedAt, length(room + 1)))).toBe('INVALID')
  })

  it('refuses a second spelling of the same fields under the same hash', () => {
    const same = [
      launch.replaceAll('%7B', '%7b'), launch.replace('&auth_date', '%0Aauth_date'), launch.replace('&auth', '\nauth'),
      launch.replace('hash=c501b71e', 'hash=C501B71E'), `${launch}&`, `&${launch}`, `${launch}&auth_date=1662771648`,
      `${launch}#`, `?${launch}`, launch.replace('auth_date', 'auth%5Fdate'), `${launch}${launch.slice(-1)}`,
    ]
    expect(same.map((raw) => reasonOf(() => verifyAt(launchTime, raw)))).toEqual(same.map(() => 'INVALID'))
  })

  it('refuses a configuration that would check nothing', () => {
    const window = { maxAgeSeconds: 60, now: Date.now }
    expect(() => createInitDataVerifier({ botToken: '' }, window)).toThrow(TypeError)
    expect(() => createInitDataVerifier({ botId: Number.NaN, environment: 'test' }, window)).toThrow(TypeError)
    expect(() => createInitDataVerifier({ botId: 1, environment: 'test', publicKey: 'ff' }, window)).toThrow(TypeError)
    expect(() => createInitDataVerifier({ botToken: token }, { ...window, maxAgeSeconds: Number.NaN }))
      .toThrow(TypeError)
  })
})
