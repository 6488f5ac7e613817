import type { ReplyChat } from '@parley/db'
import type { Location } from '../assistant.ts'
import type { MessageView } from '../chat/message.ts'
import type { Claim } from './claim.ts'

export interface ReplyPlan extends Pick<Claim, 'leafId' | 'message' | 'reply'> {
  /** As it was a moment before the claim. */
  chat: ReplyChat
  location?: Location | undefined
}

export interface Started {
  message: MessageView | null
  reply: MessageView
}
