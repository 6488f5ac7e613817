import { useQuery } from '@tanstack/vue-query'
import { v7 } from 'uuid'
import { computed, onScopeDispose, ref, watch } from 'vue'
import type { MessageView } from '@parley/api'
import { useTrpc } from '../api/index.ts'
import { useChatCache } from '../chats/chat-cache.ts'
import { useChatReady } from '../chats/chat-creations.ts'
import { useClosingConfirmation, useTelegram, type Place } from '../telegram/index.ts'
import { useOutbox } from './outbox/use-outbox.ts'
import { rowsOfChat, textOf, type Row } from './rows.ts'
import { useDraft } from './use-draft.ts'
import { useHistory } from './use-history.ts'
import { useLiveChat } from './use-live-chat.ts'
import { useReplies } from './use-replies.ts'

/** The open chat: what it shows, and what can be done in it. */
export function useChat(id: string) {
  const trpc = useTrpc()
  const outbox = useOutbox()
  const chats = useChatCache()
  const { haptics } = useTelegram()
  const isReady = useChatReady(() => id)
  const ready = () => isReady.value
  const chat = useQuery(() => trpc.chat.get.queryOptions({ id }, { enabled: ready() }))
  const history = useHistory(id, ready)
  const live = useLiveChat(id, ready, history)
  const replies = useReplies(live, history)
  const draft = useDraft(id)
  const editing = ref<MessageView>()

  const entries = computed(() => outbox.entries.value.filter(({ chatId }) => chatId === id))
  const rows = computed<Row[]>((before) => rowsOfChat(live.branch.value, entries.value, before))
  const runningId = computed(() => live.state.value.runningId ?? undefined)
  const isSending = computed(() => entries.value.some(({ phase }) => phase === 'sending'))

  onScopeDispose(outbox.onSent(({ message, reply }) => {
    if (message.chatId === id) live.dispatch({ type: 'start', replyId: reply.id, message, reply })
  }))
  watch(runningId, (runs, ran) => {
    if (ran === undefined || runs !== undefined) return
    outbox.wake()
    const ended = live.branch.value.find((message) => message.id === ran)?.status
    if (ended === 'done') haptics.success()
    else if (ended === 'failed' || ended === 'interrupted') haptics.error()
    chats.patch(id, { running: false })
  })
  watch(() => live.state.value.title, (title) => {
    if (title) chats.patch(id, { title })
  })
  useClosingConfirmation(() => draft.value.trim() !== '' || runningId.value !== undefined || entries.value.length > 0)

  function send(text: string, location?: Place): void {
    haptics.light()
    const [last, waiting] = [rows.value.at(-1)?.message, entries.value.at(-1)]
    outbox.put({
      chatId: id,
      id: v7(),
      replyId: v7(),
      text,
      parentId: waiting?.replyId ?? last?.id ?? null,
      location,
      createdAt: Date.now(),
    })
    chats.patch(id, { preview: text.slice(0, 200), activeAt: new Date() })
  }

  let draftBefore = ''
  return {
    chat: computed(() => chat.data.value ?? chats.find(id)),
    gone: computed(() => chat.error.value?.data?.reason === 'NOT_FOUND'),
    title: computed(() => live.state.value.title ?? undefined),
    /** Reads again what could not be read. */
    retry: async () => void await Promise.all([history.retry(), chat.error.value && chat.refetch()]),
    history, replies, rows, draft, editing, outbox, runningId,
    busy: computed(() => runningId.value !== undefined || isSending.value),
    retryingId: computed(() => live.state.value.retrying?.replyId),
    send,
    /** Sends what is in the field: as a new message, or in place of the one that is edited. */
    submit(text: string) {
      if (editing.value) {
        replies.edit(editing.value, text)
        editing.value = undefined
        draft.value = draftBefore
        return
      }
      draft.value = ''
      send(text)
    },
    edit(message: MessageView) {
      if (!editing.value) draftBefore = draft.value
      editing.value = message
      draft.value = textOf(message)
    },
    cancelEdit() {
      editing.value = undefined
      draft.value = draftBefore
    },
    stop() {
      if (runningId.value !== undefined) replies.stop(runningId.value)
    },
  }
}
