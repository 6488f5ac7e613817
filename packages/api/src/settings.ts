import { z } from 'zod'

const fields = {
  /** Null follows Telegram. */
  language: z.string().max(35).regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i).nullable(),
  units: z.enum(['metric', 'imperial']),
  /** `light` and `dark` are for a plain browser; in Telegram the client decides. */
  theme: z.enum(['telegram', 'light', 'dark']),
  /** What new chats start with; null follows the server. */
  persona: z.string().max(40).nullable(),
  model: z.string().max(80).nullable(),
}

/** What a user changes of their settings. */
export const settingsUpdate = z.object(fields).partial()

const settingsSchema = z.object({
  language: fields.language.catch(null),
  units: fields.units.catch('metric'),
  theme: fields.theme.catch('telegram'),
  persona: fields.persona.catch(null),
  model: fields.model.catch(null),
})

/** What a user has chosen. */
export type Settings = z.output<typeof settingsSchema>

/** The settings as stored; what is not there, or what another version left unreadable, falls back field by field. */
export function readSettings(stored: unknown): Settings {
  return settingsSchema.parse(typeof stored === 'object' && stored !== null ? stored : {})
}
