import { z } from 'zod'
import { InitDataError } from './errors.ts'

/** Largest id that Telegram gives out: 52 significant bits. https://core.telegram.org/bots/webapps#webappuser */
export const maxTelegramId = 2 ** 52 - 1

const optionalText = z.string().optional().transform((text) => text || undefined)
const pictureUrl = z.url({ protocol: /^https$/ }).optional().catch(undefined)
const flag = z.boolean().default(false)

const userSchema = z.object({
  id: z.int().positive().max(maxTelegramId),
  is_bot: flag,
  first_name: z.string(),
  last_name: optionalText,
  username: optionalText,
  language_code: optionalText,
  is_premium: flag,
  added_to_attachment_menu: flag,
  allows_write_to_pm: flag,
  photo_url: pictureUrl,
}).transform((user) => ({
  id: BigInt(user.id),
  isBot: user.is_bot,
  firstName: user.first_name,
  lastName: user.last_name,
  username: user.username,
  languageCode: user.language_code,
  isPremium: user.is_premium,
  addedToAttachmentMenu: user.added_to_attachment_menu,
  allowsWriteToPm: user.allows_write_to_pm,
  photoUrl: user.photo_url,
}))

const chatSchema = z.object({
  id: z.int().min(-maxTelegramId).max(maxTelegramId),
  type: z.string(),
  title: z.string(),
  username: optionalText,
  photo_url: pictureUrl,
}).transform(({ id, photo_url, ...chat }) => ({ ...chat, id: BigInt(id), photoUrl: photo_url }))

const seconds = z.string().regex(/^[1-9]\d{0,10}$/).transform(Number)

function json<Schema extends z.ZodType>(schema: Schema): z.ZodType<z.output<Schema>, string> {
  return z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'Not JSON' })
      return z.NEVER
    }
  }).pipe(schema as z.ZodType<z.output<Schema>>)
}

const initDataSchema = z.object({
  auth_date: seconds.transform((value) => new Date(value * 1000)),
  user: json(userSchema),
  receiver: json(userSchema).optional(),
  chat: json(chatSchema).optional(),
  query_id: z.string().optional(),
  chat_type: z.string().optional(),
  chat_instance: z.string().optional(),
  start_param: z.string().regex(/^[\w-]{0,512}$/).optional(),
  can_send_after: seconds.optional(),
}).transform((fields) => ({
  authDate: fields.auth_date,
  user: fields.user,
  receiver: fields.receiver,
  chat: fields.chat,
  queryId: fields.query_id,
  chatType: fields.chat_type,
  chatInstance: fields.chat_instance,
  startParam: fields.start_param,
  canSendAfterSeconds: fields.can_send_after,
}))

/** Who opened the app. `id` has at most 52 bits; everything but `id` and `firstName` may be absent. */
export type TelegramUser = z.output<typeof userSchema>

/** The group or channel that the app was opened in, when Telegram tells. */
export type TelegramChat = z.output<typeof chatSchema>

/** Verified launch data. https://core.telegram.org/bots/webapps#webappinitdata */
export type InitData = z.output<typeof initDataSchema>

/** @throws {InitDataError} INVALID when a field has not the shape that Telegram documents, or there is no user. */
export function parseFields(fields: ReadonlyMap<string, string>): InitData {
  const result = initDataSchema.safeParse(Object.fromEntries(fields))
  if (result.success) return result.data
  const names = new Set(result.error.issues.map((issue) => issue.path.join('.')))
  throw new InitDataError('INVALID', `Launch data has no usable ${[...names].join(', ')}`)
}
