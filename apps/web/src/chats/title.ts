import type { ChatView } from '@parley/api'
import type { Messages } from '../i18n/en.ts'

/** A chat's title; a new one has none yet. */
export const titleOf = (chat: Pick<ChatView, 'title'>, t: Messages): string => chat.title ?? t.chats.untitled
