import type { Messages } from '../i18n/en.ts'

const wordsOf = (id: string, { personas }: Messages) =>
  Object.hasOwn(personas, id) ? personas[id as keyof Messages['personas']] : undefined

/** A persona's name; of one that this version of the app does not know, the server's own id. */
export const personaName = (id: string, messages: Messages): string => wordsOf(id, messages)?.name ?? id

/** A persona with what it is good for; empty for one that this version of the app does not know. */
export function personaAbout(id: string, messages: Messages): string {
  const words = wordsOf(id, messages)
  return words ? `${words.name} · ${words.about}` : ''
}
