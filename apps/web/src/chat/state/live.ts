import type { ChatEvent, MessageView } from '@parley/api'

/**
 * What the events of a chat have told since it was opened, to be laid over the pages of `message.list`. Plain data, so
 * that the same events, in whatever pieces and repetitions they arrive, give the same value.
 */
export interface LiveChat {
  /** The newest state of every message that events told of, by id, until the pages have it too. */
  messages: Readonly<Record<string, MessageView>>
  /** Replies that have ended and that the pages have; what is still said of them is old. */
  ended: readonly string[]
  /** The end of the branch that is shown; undefined while the pages know best. */
  leafId: string | null | undefined
  /** The reply that runs; undefined until a snapshot has told. */
  runningId: string | null | undefined
  /** Undefined until told. */
  title: string | null | undefined
  /** The model did not answer yet and is asked again. */
  retrying: { replyId: string, attempt: number } | null
  /** Events are missing: only a snapshot helps, so subscribe afresh. */
  lost: boolean
}

export const noLiveChat: LiveChat = {
  messages: {}, ended: [], leafId: undefined, runningId: undefined, title: undefined, retrying: null, lost: false,
}

export type LiveAction
  = | ChatEvent
    /** The pages were read: what they know need not be kept. */
    | { type: 'listed', items: readonly MessageView[] }
    /** A call's answer told of a message. */
    | { type: 'told', message: MessageView }
    /** What was shown before the server knew of it, and which it refused. */
    | { type: 'forget', ids: readonly string[] }
    /** Another branch was chosen: the pages say which. */
    | { type: 'branch-chosen' }
