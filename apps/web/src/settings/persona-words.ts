import type { Messages } from '../i18n/en.ts'

const wordsOf = (id: string, { personas }: Messages) =>
  Object.hasOwn(personas, id) ? personas[id as keyof Messages['personas']] : undefined

/** A persona's name; of one that this version of the app does not know, the server's own id. */
export const personaName = (id: string, messages: Messages): string => wordsOf(id, messages)?.name ?? id

/** What a persona is good for, in a few words; empty for one that this version of the app does not know. */
export const personaAbout = (id: string, messages: Messages): string => wordsOf(id, messages)?.about ?? ''
