import type { ChatEvent, MessagePart, MessageView, ReplyEvent } from '@parley/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStale, shownBranch } from './branch.ts'
import { noLiveChat, type LiveChat } from './live.ts'
import { fold, reduce } from './reducer.ts'

const view = (id: string, parentId: string | null, more: Partial<MessageView> = {}): MessageView => ({
  id, chatId: 'chat', parentId, role: 'assistant', status: 'running', failure: null, parts: [], seq: 0, siblings: [id],
  model: null, rating: 0, createdAt: new Date(0), ...more,
})
const question = (id: string, parentId: string | null) =>
  view(id, parentId, { role: 'user', status: 'done', parts: [{ type: 'text', text: id }] })
const tool = (state: 'running' | 'failed'): MessagePart => ({
  type: 'tool', name: 'get_weather', callId: 'call', input: { place: 'Paris' }, ...(state === 'failed' ? { state, error: 'no' } : { state }),
})

/** A server that has a history of turns: what it logs, and what its pages and snapshots say after each event. */
interface Turn { steps: ('text' | 'tool' | 'retry')[], end: 'done' | 'failed' | 'stopped', again: boolean }

function historyOf(turns: Turn[]): { log: ChatEvent[], truth: MessageView[][] } {
  const log: ChatEvent[] = []
  const truth: MessageView[][] = [[]]
  let branch: MessageView[] = []
  const tell = (event: ChatEvent) => {
    log.push(event)
    truth.push(branch)
  }
  turns.forEach(({ steps, end, again }, turn) => {
    const asked = again && branch.length > 0 ? null : question(`q${turn}`, branch.at(-1)?.id ?? null)
    const base = asked ? [...branch, asked] : branch.slice(0, -1)
    let reply = view(`r${turn}`, base.at(-1)?.id ?? null)
    branch = [...base, reply]
    tell({ type: 'start', replyId: reply.id, message: asked, reply })
    const events: ReplyEvent[] = steps.flatMap((step, at): ReplyEvent[] => {
      const head = { replyId: reply.id, seq: 0, index: at }
      if (step === 'text') return [{ type: 'delta', ...head, text: `${at} ` }, { type: 'delta', ...head, text: 'words' }]
      if (step === 'retry') return [{ type: 'part', ...head, part: tool('running') }, { type: 'retrying', replyId: reply.id, seq: 0, attempt: 2, delayMs: 1 }]
      return [{ type: 'part', ...head, part: tool('running') }, { type: 'part', ...head, part: tool('failed') }]
    })
    const last: ReplyEvent = { type: 'finish', replyId: reply.id, seq: 0, status: end, failure: end === 'failed' ? 'INTERNAL' : null };
    [...events, last].forEach((event, at) => {
      const numbered = { ...event, seq: at + 1 }
      reply = fold({ ...noLiveChat, messages: { [reply.id]: reply } }, [numbered]).messages[reply.id] ?? reply
      branch = [...base, reply]
      tell(numbered)
    })
    if (turn === 0) tell({ type: 'title', title: 'A title' })
  })
  return { log, truth }
}

function snapshotAt({ log, truth }: ReturnType<typeof historyOf>, at: number): ChatEvent {
  const leaf = truth[at]?.at(-1)
  const title = log.slice(0, at).find((event) => event.type === 'title')?.title ?? null
  return { type: 'snapshot', activeLeafId: leaf?.id ?? null, title, running: leaf?.status === 'running' ? leaf : null }
}

const turns = fc.array(fc.record({
  steps: fc.array(fc.constantFrom('text' as const, 'tool' as const, 'retry' as const), { maxLength: 4 }),
  end: fc.constantFrom('done' as const, 'failed' as const, 'stopped' as const),
  again: fc.boolean(),
}), { minLength: 1, maxLength: 4 })

/** What a reader does: reads on, hears the last events again, or comes back after a while to a snapshot. */
const journey = fc.array(fc.record({
  how: fc.constantFrom('read' as const, 'repeat' as const, 'snapshot' as const, 'list' as const),
  size: fc.nat({ max: 8 }),
}), { maxLength: 20 })

const settled = ({ lost: _, ended: __, leafId: ___, messages: ____, ...live }: LiveChat) => live

describe('a history of events', () => {
  test('folds to the same, however it is split, repeated, and cut by reconnects', () => {
    fc.assert(fc.property(turns, journey, (turns, journey) => {
      const history = historyOf(turns)
      const { log, truth } = history
      const straight = fold(reduce(noLiveChat, snapshotAt(history, 0)), log)
      let live = reduce(noLiveChat, snapshotAt(history, 0))
      let rows: readonly MessageView[] = []
      let at = 0
      let snapshot = 0
      const list = () => {
        rows = truth[at] ?? []
        live = reduce(live, { type: 'listed', items: rows })
      }
      for (const { how, size } of journey) {
        if (how === 'read') {
          live = fold(live, log.slice(at, at + size))
          at = Math.min(log.length, at + size)
        } else if (how === 'repeat') {
          // A reconnect repeats events of the same log at the most, never what a snapshot has covered.
          live = fold(live, log.slice(Math.max(snapshot, at - size), at))
        } else if (how === 'snapshot') {
          at = Math.min(log.length, at + size)
          snapshot = at
          live = reduce(live, snapshotAt(history, at))
          if (isStale(rows, live)) list()
        } else {
          list()
        }
        expect(live.lost).toBe(false)
        expect(shownBranch(rows, live)).toEqual(truth[at])
      }
      live = fold(live, log.slice(at))
      at = log.length
      if (isStale(rows, live)) list()
      expect(shownBranch(rows, live)).toEqual(shownBranch([], straight))
      expect(settled(live)).toEqual(settled(straight))
      list()
      expect(shownBranch(rows, live)).toEqual(truth[at])
      expect(isStale(rows, live)).toBe(false)
    }), { numRuns: 300 })
  }, 60_000)

  test('asks for a snapshot when events are missing, and takes no part of what came after the hole', () => {
    const reply = view('r', null)
    const started = fold(noLiveChat, [{ type: 'start', replyId: 'r', message: null, reply }])
    const lost = fold(started, [{ type: 'delta', replyId: 'r', seq: 2, index: 0, text: 'b' }])
    expect(lost).toEqual({ ...started, lost: true })
    expect(fold(noLiveChat, [{ type: 'finish', replyId: 'x', seq: 1, status: 'done', failure: null }]).lost).toBe(true)
    const healed = fold(lost, [{ type: 'snapshot', activeLeafId: 'r', title: null, running: { ...reply, seq: 2, parts: [{ type: 'text', text: 'ab' }] } }])
    expect(healed.lost).toBe(false)
    expect(healed.messages['r']?.parts).toEqual([{ type: 'text', text: 'ab' }])
  })

  test('a late answer to a send does not start again what has ended', () => {
    const reply = view('r', 'q')
    const start: ChatEvent = { type: 'start', replyId: 'r', message: question('q', null), reply }
    const ended = fold(noLiveChat, [start, { type: 'finish', replyId: 'r', seq: 1, status: 'done', failure: null }])
    expect(reduce(ended, start)).toBe(ended)
    const items = [question('q', null), { ...reply, status: 'done' as const, seq: 1 }]
    const listed = reduce(ended, { type: 'listed', items })
    expect(listed.messages).toEqual({})
    expect(reduce(listed, start)).toBe(listed)
  })

  test('an answer that went under with its server is what the pages say, though more of it was shown', () => {
    const shown = view('r', null, { seq: 9, parts: [{ type: 'text', text: 'nine words' }] })
    const live = fold({ ...noLiveChat, messages: { r: shown } }, [{ type: 'snapshot', activeLeafId: 'r', title: null, running: null }])
    const row = { ...shown, seq: 5, status: 'interrupted' as const, failure: 'SERVER_STOPPED' as const }
    expect(isStale([], live)).toBe(true)
    expect(shownBranch([row], live)).toEqual([row])
    expect(isStale([row], live)).toBe(false)
  })

  test('another branch leaves the old one as soon as the pages have it', () => {
    const [q, a, b] = [question('q', null), view('a', 'q', { status: 'done' }), view('b', 'q')]
    const live = fold(noLiveChat, [{ type: 'start', replyId: 'b', message: null, reply: b }])
    expect(shownBranch([q, a], live)).toEqual([q, b])
    const chosen = reduce(live, { type: 'branch-chosen' })
    expect(shownBranch([q, a], chosen)).toEqual([q, a])
  })
})
