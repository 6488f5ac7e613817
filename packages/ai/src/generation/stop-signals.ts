/** Carries the wish to stop a reply to the process that runs it, where there are several. */
export interface StopSignals {
  publish: (replyId: string) => Promise<void>
  /** Calls `listener` for every wish, this process's own included, until the result is called. */
  subscribe: (listener: (replyId: string) => void) => () => void
}
