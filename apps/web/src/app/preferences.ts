import type { InjectionKey, ShallowRef } from 'vue'
import { inject, shallowRef } from 'vue'
import type { Settings } from '@parley/api'
import type { I18n } from '../i18n/i18n.ts'
import { matchLanguage } from '../i18n/languages.ts'
import type { LaunchUser, Telegram, ThemeChoice } from '../telegram/index.ts'

/** The settings that the first frame needs, as last seen on this device. */
export type StoredPreferences = Pick<Settings, 'language' | 'theme' | 'units'>

export interface Preferences {
  readonly current: Readonly<ShallowRef<StoredPreferences>>
  /** Resolves when the first frame can be painted in the user's language. */
  readonly ready: Promise<void>
  /** Follows what the server or the settings screen says, and remembers it for the next start. */
  apply: (settings: StoredPreferences) => Promise<void>
}

const defaults: StoredPreferences = { language: null, theme: 'telegram', units: 'metric' }

export function createPreferences({ storage, user, i18n, theme }: {
  storage: Pick<Storage, 'getItem' | 'setItem'>
  user: LaunchUser | undefined
  i18n: I18n
  theme: Telegram['theme']
}): Preferences {
  const key = `parley:preferences:${user?.id ?? 0}`
  const current = shallowRef(read(storage, key))
  const use = async ({ language, theme: choice }: StoredPreferences) => {
    theme.choose(choice)
    await i18n.use(matchLanguage(language ?? user?.languageCode ?? navigator.language))
  }
  return {
    current,
    ready: use(current.value),
    async apply({ language, theme: choice, units }) {
      current.value = { language, theme: choice, units }
      try {
        storage.setItem(key, JSON.stringify(current.value))
      } catch {
        // Without storage the next start asks the server first.
      }
      await use(current.value)
    },
  }
}

const themes: readonly ThemeChoice[] = ['telegram', 'light', 'dark']

function read(storage: Pick<Storage, 'getItem'>, key: string): StoredPreferences {
  try {
    const stored = JSON.parse(storage.getItem(key) ?? '{}') as Record<string, unknown>
    return {
      language: typeof stored['language'] === 'string' ? stored['language'] : defaults.language,
      theme: themes.find((choice) => choice === stored['theme']) ?? defaults.theme,
      units: stored['units'] === 'imperial' ? 'imperial' : defaults.units,
    }
  } catch {
    return defaults
  }
}

export const preferencesKey: InjectionKey<Preferences> = Symbol('preferences')

export function usePreferences(): Preferences {
  const preferences = inject(preferencesKey)
  if (preferences === undefined) throw new Error('No preferences are provided')
  return preferences
}
