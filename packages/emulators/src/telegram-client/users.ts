/** A user as Telegram writes one into launch data. https://core.telegram.org/bots/webapps#webappuser */
export interface TelegramClientUser {
  /** Positive, at most 52 bits. */
  id: number
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
  is_premium?: boolean
  allows_write_to_pm?: boolean
}

/** People who have broken Mini Apps before: no username, other scripts, emoji, long names, the largest id. */
export const demoUsers: readonly TelegramClientUser[] = [
  {
    id: 70001,
    first_name: 'Maya',
    last_name: 'Fischer',
    username: 'maya_fischer',
    language_code: 'en',
    is_premium: true,
    allows_write_to_pm: true,
  },
  { id: 70002, first_name: 'Sam', language_code: 'en' },
  { id: 70003, first_name: 'ليلى', last_name: 'حداد', username: 'layla_h', language_code: 'ar' },
  { id: 70004, first_name: '🌙 Luna ✨', username: 'luna', language_code: 'es' },
  { id: 70005, first_name: 'Святослав-Володимир', last_name: 'Нечуй-Левицький-Забужко', language_code: 'uk' },
  { id: 4503599627370495, first_name: 'Max', language_code: 'de' },
]

/** The demo user with this id, or else a plain one: a name, no username. */
export function userById(id: number): TelegramClientUser {
  return demoUsers.find((user) => user.id === id) ?? { id, first_name: `User ${id}`, language_code: 'en' }
}

/** What to expect of a user, for the list to choose from. */
export function describeUser(user: TelegramClientUser): string {
  const login = user.username === undefined ? 'no username' : `@${user.username}`
  return `${login} · ${user.language_code ?? 'no language'}`
}
