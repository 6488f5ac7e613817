import { TRPCClientError } from '@trpc/client'
import type { MessageView } from '@parley/api'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { viewsOf, type OutboxItem } from './item.ts'
import { createOutbox } from './outbox.ts'

const item = (id: string, chatId = 'chat'): OutboxItem =>
  ({ chatId, id, replyId: `${id}-reply`, text: `text of ${id}`, parentId: null, createdAt: 0 })

/** An error as the client throws it; without a reason no server answered. */
function callError(reason?: string, more: object = {}): TRPCClientError<never> {
  const error = new TRPCClientError<never>(reason ?? 'fetch failed')
  return reason === undefined ? error : Object.assign(error, { data: { reason, ...more } })
}

function createStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

/** A server that stores each id once, on a network whose behaviour each call takes from `network`. */
function createWorld(network: ('ok' | 'lost-request' | 'lost-answer' | 'running')[] = [], storage = createStorage()) {
  const stored: string[] = []
  const calls: string[] = []
  const timers: { run: () => void, milliseconds: number }[] = []
  let ready = true
  const open = () => createOutbox({
    async send(sent) {
      calls.push(sent.id)
      const fate = network.shift() ?? 'ok'
      await Promise.resolve()
      if (fate === 'lost-request') throw callError()
      if (fate === 'running') throw callError('REPLY_RUNNING')
      if (!stored.includes(sent.id)) stored.push(sent.id)
      if (fate === 'lost-answer') throw callError()
      return viewsOf({ ...sent, phase: 'sending', failure: undefined })
    },
    isReady: () => ready,
    storage,
    key: 'outbox',
    setTimer: (run, milliseconds) => timers.push({ run, milliseconds }),
    random: () => 0.5,
  })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return {
    open, stored, calls, timers, settle,
    setReady: (value: boolean) => (ready = value),
    /** Lets time pass until nothing waits for it. */
    async pass() {
      await settle()
      for (let timer = timers.shift(); timer; timer = timers.shift()) {
        timer.run()
        await settle()
      }
    },
  }
}

describe('the outbox', () => {
  test('says what was sent before its entry goes, so that the row is never missing', async () => {
    const world = createWorld()
    const outbox = world.open()
    const heard: [string, number][] = []
    outbox.onSent(({ message }) => heard.push([message.id, outbox.entries.value.length]))
    outbox.put(item('a'))
    expect(outbox.entries.value[0]?.phase).toBe('sending')
    await world.settle()
    expect(heard).toEqual([['a', 1]])
    expect(outbox.entries.value).toEqual([])
  })

  test('sends once, in order, whatever the network loses, over reloads', async () => {
    const fate = fc.constantFrom('ok' as const, 'lost-request' as const, 'lost-answer' as const, 'running' as const)
    const networks = fc.array(fate, { maxLength: 12 })
    await fc.assert(fc.asyncProperty(networks, fc.nat({ max: 6 }), async (network, reloadAfter) => {
      const storage = createStorage()
      const world = createWorld([...network], storage)
      const before = world.open()
      for (const id of ['a', 'b', 'c']) before.put(item(id))
      await world.settle()
      for (let turn = 0; turn < reloadAfter; turn += 1) {
        world.timers.shift()?.run()
        await world.settle()
      }
      // The page is gone with its timers; another one opens on the same storage.
      world.timers.length = 0
      const after = world.open()
      after.wake()
      await world.pass()
      expect(world.stored).toEqual(['a', 'b', 'c'])
      expect(after.entries.value).toEqual([])
      expect(storage.getItem('outbox')).toBeNull()
    }), { numRuns: 200 })
  }, 60_000)

  test('does not send twice at a time, however often it is woken', async () => {
    const world = createWorld()
    const outbox = world.open()
    outbox.put(item('a'))
    outbox.wake()
    outbox.wake()
    await world.pass()
    expect(world.calls).toEqual(['a'])
  })

  test('waits for its chat to be made, and chats do not wait for each other', async () => {
    const world = createWorld(['lost-request'])
    const outbox = world.open()
    world.setReady(false)
    outbox.put(item('a', 'one'))
    await world.settle()
    expect(world.calls).toEqual([])
    world.setReady(true)
    outbox.wake()
    await world.settle()
    outbox.put(item('b', 'two'))
    await world.settle()
    expect(world.stored).toEqual(['b'])
    expect(outbox.entries.value).toMatchObject([{ id: 'a', phase: 'waiting', failure: { reason: 'NETWORK' } }])
  })

  test('waits longer each time, and as long as the server says', async () => {
    const world = createWorld(['lost-request', 'lost-request', 'lost-request'])
    world.open().put(item('a'))
    const waits: number[] = []
    await world.settle()
    for (let timer = world.timers.shift(); timer; timer = world.timers.shift()) {
      waits.push(timer.milliseconds)
      timer.run()
      await world.settle()
    }
    expect(waits).toEqual([1_000, 2_000, 4_000])
  })

  test.each(['BUDGET_SPENT', 'INVALID_INPUT', 'NOT_FOUND', 'INIT_DATA_EXPIRED'])('leaves %s to the user', async (reason) => {
    const send = vi.fn<(sent: OutboxItem) => Promise<{ message: MessageView, reply: MessageView }>>()
      .mockRejectedValueOnce(callError(reason)).mockImplementation(async (sent) => viewsOf({ ...sent, phase: 'sending', failure: undefined }))
    const setTimer = vi.fn()
    const outbox = createOutbox({ send, isReady: () => true, storage: createStorage(), key: 'k', setTimer, random: () => 0 })
    outbox.put(item('a'))
    await vi.waitFor(() => expect(outbox.entries.value[0]?.phase).toBe('refused'))
    outbox.wake()
    expect(send).toHaveBeenCalledTimes(1)
    outbox.retry('chat')
    await vi.waitFor(() => expect(outbox.entries.value).toEqual([]))
    expect(setTimer).not.toHaveBeenCalled()
  })

  test('a discarded message lets the next one go', async () => {
    const world = createWorld(['lost-request'])
    const outbox = world.open()
    outbox.put(item('a'))
    outbox.put(item('b'))
    await world.settle()
    outbox.discard('a')
    await world.pass()
    expect(world.stored).toEqual(['b'])
  })

  test('lives without storage, and with something else in it', async () => {
    const refuse = () => {
      throw new Error('no storage')
    }
    const closed = { getItem: refuse, setItem: refuse, removeItem: refuse }
    const world = createWorld([], closed)
    world.open().put(item('a'))
    await world.pass()
    expect(world.stored).toEqual(['a'])
    const odd = createStorage()
    odd.setItem('outbox', '[{"id":1},null,"x",{"chatId":"c","id":"i","replyId":"r","text":"t","parentId":null,"createdAt":1}]')
    expect(createWorld([], odd).open().entries.value.map(({ id }) => id)).toEqual(['i'])
    odd.setItem('outbox', '{')
    expect(createWorld([], odd).open().entries.value).toEqual([])
  })
})
