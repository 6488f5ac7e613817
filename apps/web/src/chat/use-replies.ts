import { useMutation } from '@tanstack/vue-query'
import { v7 } from 'uuid'
import type { MessageView } from '@parley/api'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { useTelegram } from '../telegram/index.ts'
import type { History } from './use-history.ts'
import type { Live } from './use-live-chat.ts'

export interface Replies {
  stop: (id: string) => void
  regenerate: (reply: MessageView) => void
  edit: (message: MessageView, text: string) => void
  continueReply: (reply: MessageView) => void
  selectBranch: (id: string) => Promise<void>
  rate: (reply: MessageView, value: -1 | 0 | 1) => void
}

/** What can be done with messages. Each shows at once what it does, and takes it back in words when it is refused. */
export function useReplies(live: Live, history: History): Replies {
  const trpc = useTrpc()
  const { haptics } = useTelegram()
  const showFailure = useFailureToast()
  const stop = useMutation(trpc.message.stop.mutationOptions())
  const regenerate = useMutation(trpc.message.regenerate.mutationOptions())
  const edit = useMutation(trpc.message.edit.mutationOptions())
  const continueReply = useMutation(trpc.message.continue.mutationOptions())
  const selectBranch = useMutation(trpc.message.selectBranch.mutationOptions())
  const rate = useMutation(trpc.message.rate.mutationOptions())

  const begin = (reply: MessageView, message: MessageView | null) =>
    live.dispatch({ type: 'start', replyId: reply.id, reply, message })
  const takeBack = (ids: string[], error: unknown) => {
    live.dispatch({ type: 'forget', ids })
    showFailure(error)
  }
  const emptyReply = (like: MessageView, id: string, parentId: string | null, siblings: string[]): MessageView => ({
    ...like, id, parentId, siblings, role: 'assistant', status: 'running', failure: null, parts: [], seq: 0, rating: 0,
    createdAt: new Date(),
  })

  return {
    stop(id) {
      haptics.light()
      stop.mutate({ id }, { onSuccess: (message) => live.dispatch({ type: 'told', message }), onError: showFailure })
    },
    regenerate(reply) {
      haptics.light()
      const replyId = v7()
      begin(emptyReply(reply, replyId, reply.parentId, [...reply.siblings, replyId]), null)
      regenerate.mutate({ id: reply.id, replyId }, {
        onSuccess: (begun) => begin(begun, null),
        onError: (error) => takeBack([replyId], error),
      })
    },
    edit(message, text) {
      haptics.light()
      const [newId, replyId] = [v7(), v7()]
      const siblings = [...message.siblings, newId]
      const edited: MessageView = { ...message, id: newId, siblings, parts: [{ type: 'text', text }], createdAt: new Date() }
      begin(emptyReply(message, replyId, newId, [replyId]), edited)
      edit.mutate({ id: message.id, newId, replyId, text }, {
        onSuccess: (sent) => begin(sent.reply, sent.message),
        onError: (error) => takeBack([newId, replyId], error),
      })
    },
    continueReply(reply) {
      haptics.light()
      continueReply.mutate({ id: reply.id, replyId: v7() }, {
        onSuccess: (begun) => begin(begun, null),
        onError: showFailure,
      })
    },
    async selectBranch(id) {
      haptics.selection()
      try {
        await selectBranch.mutateAsync({ id })
        await history.refresh()
        live.dispatch({ type: 'branch-chosen' })
      } catch (error) {
        showFailure(error)
      }
    },
    rate(reply, value) {
      haptics.selection()
      const show = (rating: -1 | 0 | 1) => history.keep(live.branch.value.map((one) =>
        one.id === reply.id ? { ...one, rating } : one))
      show(value)
      rate.mutate({ id: reply.id, value }, {
        onError(error) {
          show(reply.rating)
          showFailure(error)
        },
      })
    },
  }
}
