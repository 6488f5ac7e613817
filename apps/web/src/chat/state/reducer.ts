import type { ChatEvent, MessagePart, MessageView, ReplyEvent } from '@parley/api'
import type { LiveAction, LiveChat } from './live.ts'

type Of<Type extends LiveAction['type']> = Extract<LiveAction, { type: Type }>

/** Folds one event, or what the page did itself, into the open chat. Pure; what says nothing new returns `state`. */
export function reduce(state: LiveChat, action: LiveAction): LiveChat {
  switch (action.type) {
    case 'snapshot': return onSnapshot(state, action)
    case 'start': return onStart(state, action)
    case 'title': return state.title === action.title ? state : { ...state, title: action.title }
    case 'delta':
    case 'part':
    case 'retrying':
    case 'finish': return onReply(state, action)
    case 'told': return onTold(state, action)
    case 'forget': return onForget(state, action)
    case 'listed': return onListed(state, action)
    case 'branch-chosen': return { ...state, leafId: undefined }
  }
}

/** The one of two states of a message that came later. What has ended does not run again; an end has the last word. */
export function newer(known: MessageView | undefined, told: MessageView): MessageView {
  if (!known) return told
  const [knownRuns, toldRuns] = [known.status === 'running', told.status === 'running']
  if (knownRuns !== toldRuns) return knownRuns ? told : known
  return knownRuns && known.seq > told.seq ? known : told
}

/**
 * What runs and where the branch ends, by the server's word. A reply of ours that does not run there has ended while we
 * were away; it stays as it was shown until the pages say how (see `isStale`).
 */
function onSnapshot(state: LiveChat, { running, activeLeafId, title }: Of<'snapshot'>): LiveChat {
  const told = running && !state.ended.includes(running.id) ? newer(state.messages[running.id], running) : null
  return {
    ...state,
    messages: told ? { ...state.messages, [told.id]: told } : state.messages,
    leafId: activeLeafId,
    runningId: told?.status === 'running' ? told.id : null,
    title,
    retrying: told && state.retrying?.replyId === told.id ? state.retrying : null,
    lost: false,
  }
}

function onStart(state: LiveChat, { message, reply }: Of<'start'>): LiveChat {
  const known = state.messages[reply.id]
  if (state.ended.includes(reply.id) || (known && known.status !== 'running')) return state
  // Ours may have been begun before the server knew of it: only the server knows all its siblings.
  const begun = known ? { ...newer(known, reply), siblings: reply.siblings } : reply
  const messages = { ...state.messages, [reply.id]: begun }
  if (message) messages[message.id] = message
  const runs = begun.status === 'running'
  const retrying = known ? state.retrying : null
  return { ...state, messages, leafId: reply.id, runningId: runs ? reply.id : null, retrying }
}

function onTold(state: LiveChat, { message }: Of<'told'>): LiveChat {
  if (state.ended.includes(message.id)) return state
  const told = newer(state.messages[message.id], message)
  const hasEnded = state.runningId === message.id && told.status !== 'running'
  return { ...state, messages: { ...state.messages, [message.id]: told }, runningId: hasEnded ? null : state.runningId }
}

function onForget(state: LiveChat, { ids }: Of<'forget'>): LiveChat {
  const messages = Object.fromEntries(Object.entries(state.messages).filter(([id]) => !ids.includes(id)))
  const forgotten = (id: string | null | undefined) => typeof id === 'string' && ids.includes(id)
  return {
    ...state,
    messages,
    leafId: forgotten(state.leafId) ? undefined : state.leafId,
    runningId: forgotten(state.runningId) ? null : state.runningId,
  }
}

function onReply(state: LiveChat, event: ReplyEvent): LiveChat {
  if (state.ended.includes(event.replyId)) return state
  const reply = state.messages[event.replyId]
  if (reply && (event.seq <= reply.seq || reply.status !== 'running')) return state
  if (!reply || event.seq > reply.seq + 1) return state.lost ? state : { ...state, lost: true }
  const messages = { ...state.messages, [reply.id]: grow(reply, event) }
  switch (event.type) {
    case 'retrying': return { ...state, messages, retrying: { replyId: reply.id, attempt: event.attempt } }
    case 'finish': return { ...state, messages, retrying: null, runningId: state.runningId === reply.id ? null : state.runningId }
    case 'delta':
    case 'part': return { ...state, messages, retrying: null }
  }
}

function grow(reply: MessageView, event: ReplyEvent): MessageView {
  const { seq } = event
  switch (event.type) {
    case 'delta': {
      const before = reply.parts[event.index]
      const text = (before?.type === 'text' ? before.text : '') + event.text
      return { ...reply, seq, parts: withPart(reply.parts, event.index, { type: 'text', text }) }
    }
    case 'part': return { ...reply, seq, parts: withPart(reply.parts, event.index, event.part) }
    case 'retrying': return { ...reply, seq }
    case 'finish': return { ...reply, seq, status: event.status, failure: event.failure }
  }
}

/** Parts come in order; a hole would be a part that the server never names, so it is closed up with empty text. */
function withPart(parts: readonly MessagePart[], index: number, part: MessagePart): MessagePart[] {
  const length = Math.max(parts.length, index + 1)
  return Array.from({ length }, (_, at) => at === index ? part : parts[at] ?? { type: 'text', text: '' })
}

function onListed(state: LiveChat, { items }: Of<'listed'>): LiveChat {
  const ended = new Set(items.filter(({ status }) => status !== 'running').map(({ id }) => id))
  const kept = Object.entries(state.messages).filter(([id]) => !ended.has(id))
  const leafListed = items.some(({ id }) => id === state.leafId)
  const running = state.runningId
  const runningEnded = typeof running === 'string' && ended.has(running)
  if (kept.length === Object.keys(state.messages).length && !leafListed && !runningEnded) return state
  return {
    ...state,
    messages: Object.fromEntries(kept),
    ended: [...state.ended, ...Object.keys(state.messages).filter((id) => ended.has(id) && !state.ended.includes(id))],
    leafId: leafListed ? undefined : state.leafId,
    runningId: runningEnded ? null : running,
  }
}

/** Folds events one after the other. */
export const fold = (state: LiveChat, events: readonly ChatEvent[]): LiveChat => events.reduce(reduce, state)
