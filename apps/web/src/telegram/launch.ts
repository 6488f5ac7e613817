import { retrieveRawLaunchParams } from '@telegram-apps/sdk'

/** What Telegram says of the user. Nothing here is verified: the server checks the raw initData. */
export interface LaunchUser {
  id: number
  firstName: string
  languageCode: string | undefined
}

/** How the app was opened: https://core.telegram.org/bots/webapps#initializing-mini-apps */
export interface Launch {
  /** The raw initData, as it goes to the server; undefined when the launch carried none. */
  initData: string | undefined
  user: LaunchUser | undefined
  /** The client's Mini App version, such as `9.0`. */
  version: string
  platform: string
  startParam: string | undefined
  theme: Readonly<Record<string, unknown>>
  fullscreen: boolean
}

/** The launch parameters, or undefined outside Telegram. A parameter that cannot be read counts as absent. */
export function readLaunch(href: string = window.location.href): Launch | undefined {
  const raw = findRaw(href)
  return raw === undefined ? undefined : parseLaunch(raw)
}

/** The SDK also finds what a reload has lost, but refuses the whole over one field that it misses. */
function findRaw(href: string): string | undefined {
  try {
    return retrieveRawLaunchParams()
  } catch {
    const hash = new URL(href).hash.slice(1)
    return /(^|&)tgWebApp(Data|Version|Platform)=/.test(hash) ? hash : undefined
  }
}

export function parseLaunch(raw: string): Launch {
  const params = new URLSearchParams(raw)
  const initData = params.get('tgWebAppData') ?? undefined
  return {
    initData: initData === '' ? undefined : initData,
    user: readUser(initData),
    version: params.get('tgWebAppVersion') ?? '6.0',
    platform: params.get('tgWebAppPlatform') ?? 'unknown',
    startParam: params.get('tgWebAppStartParam') ?? new URLSearchParams(initData).get('start_param') ?? undefined,
    theme: readObject(params.get('tgWebAppThemeParams')),
    fullscreen: params.get('tgWebAppFullscreen') === '1',
  }
}

/** The user named in raw initData, unverified. */
export function readUser(initData: string | undefined): LaunchUser | undefined {
  const user = readObject(new URLSearchParams(initData).get('user'))
  const { id, first_name: firstName, language_code: languageCode } = user
  if (typeof id !== 'number') return undefined
  return {
    id,
    firstName: typeof firstName === 'string' ? firstName : '',
    languageCode: typeof languageCode === 'string' ? languageCode : undefined,
  }
}

function readObject(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
