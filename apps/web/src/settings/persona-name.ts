import type { Messages } from '../i18n/en.ts'

/** A persona's name; of one that this version of the app does not know, the server's own id. */
export function personaName(id: string, { personas }: Messages): string {
  return Object.hasOwn(personas, id) ? personas[id as keyof Messages['personas']].name : id
}
