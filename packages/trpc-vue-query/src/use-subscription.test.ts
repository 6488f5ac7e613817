import { skipToken } from '@tanstack/vue-query'
import { expect, test } from 'vitest'
import { nextTick, ref, shallowRef, watch } from 'vue'
import { pushedClient } from '../test/pushed-client.ts'
import type { ChatEvent } from '../test/router.ts'
import { setUp } from '../test/setup.ts'
import { useSubscription } from './index.ts'

const delta = (text: string): ChatEvent => ({ type: 'delta', text })

test('is connecting, then pending, and gives every event in order with rich types', async () => {
  const { trpc, hub, run } = await setUp()
  const events: ChatEvent[] = []
  const started: string[] = []
  const { status, data, error } = run(() => useSubscription(trpc.chat.events.subscriptionOptions({ chatId: 'a' }, {
    onStarted: () => started.push('started'),
    onData: ({ data: event }) => events.push(event),
  })))
  expect([status.value, data.value, error.value]).toEqual(['connecting', undefined, null])
  await expect.poll(() => status.value).toBe('pending')
  await expect.poll(() => hub.journal).toEqual(['open a'])
  for (const text of ['one', 'two', '👋']) hub.publish('a', delta(text))
  await expect.poll(() => events).toEqual([delta('one'), delta('two'), delta('👋')])
  expect(data.value).toEqual({ id: '3', data: delta('👋') })
  expect(started).toEqual(['started'])
  const { data: clock } = run(() => useSubscription(trpc.chat.clock.subscriptionOptions()))
  await expect.poll(() => clock.value).toEqual(new Date(2))
})

test('starts anew when the input changes and closes the old one; skipToken and enabled close it', async () => {
  const { trpc, hub, run } = await setUp()
  const chatId = ref<string>()
  const enabled = ref(true)
  const { status, data } = run(() => useSubscription(() => trpc.chat.events.subscriptionOptions(
    chatId.value === undefined ? skipToken : { chatId: chatId.value },
    { enabled: enabled.value },
  )))
  expect(status.value).toBe('idle')
  chatId.value = 'a'
  await expect.poll(() => hub.journal).toEqual(['open a'])
  hub.publish('a', delta('one'))
  await expect.poll(() => data.value?.data).toEqual(delta('one'))
  chatId.value = 'b'
  await nextTick()
  expect([status.value, data.value]).toEqual(['connecting', undefined])
  await expect.poll(() => hub.journal.toSorted()).toEqual(['close a', 'open a', 'open b'])
  enabled.value = false
  await nextTick()
  expect(status.value).toBe('idle')
  await expect.poll(() => hub.journal.toSorted()).toEqual(['close a', 'close b', 'open a', 'open b'])
})

test('an equal input keeps the subscription, and the callbacks are the latest ones', async () => {
  const { trpc, hub, run } = await setUp()
  const prefix = ref('first')
  const seen: string[] = []
  run(() => useSubscription(() => {
    const said = prefix.value
    return trpc.chat.events.subscriptionOptions({ chatId: 'a' }, {
      onData: ({ data: event }) => event.type === 'delta' && seen.push(`${said} ${event.text}`),
    })
  }))
  await expect.poll(() => hub.journal).toEqual(['open a'])
  prefix.value = 'second'
  await nextTick()
  hub.publish('a', delta('event'))
  await expect.poll(() => seen).toEqual(['second event'])
  expect(hub.journal).toEqual(['open a'])
})

test('an event of the old input or client is not seen even in the tick of the change', async () => {
  const { run } = await setUp()
  const [first, second] = [pushedClient(), pushedClient()]
  const [chatId, trpc] = [ref('a'), shallowRef(first.trpc)]
  const seen: unknown[] = []
  run(() => useSubscription(() => trpc.value.chat.events.subscriptionOptions({ chatId: chatId.value }, {
    onData: ({ id }) => seen.push(`${chatId.value}: ${id}`),
  })))
  first.push('for a')
  chatId.value = 'b'
  first.push('late for a')
  await nextTick()
  first.push('for b')
  trpc.value = second.trpc
  first.push('late for b')
  await nextTick()
  first.push('for nobody')
  second.push('from the other server')
  expect(seen).toEqual(['a: for a', 'b: for b', 'b: from the other server'])
})

test('ends with the scope', async () => {
  const { trpc, hub, run, scope } = await setUp()
  const seen: string[] = []
  const { status } = run(() => useSubscription(trpc.chat.events.subscriptionOptions({ chatId: 'a' }, {
    onComplete: () => seen.push('complete'),
    onData: () => seen.push('data'),
    onConnectionStateChange: ({ state }) => seen.push(state),
  })))
  await expect.poll(() => hub.journal).toEqual(['open a'])
  await expect.poll(() => status.value).toBe('pending')
  scope.stop()
  hub.publish('a', delta('late'))
  await expect.poll(() => hub.journal).toEqual(['open a', 'close a'])
  expect(seen).toEqual(['connecting', 'pending'])
})

test('an error of the server ends it with its reason; reset starts it again', async () => {
  const { trpc, hub, run } = await setUp()
  const chatId = ref('missing')
  const reasons: unknown[] = []
  const { status, error, data, reset } = run(() => useSubscription(
    () => trpc.chat.events.subscriptionOptions({ chatId: chatId.value }, {
      onError: ({ data: detail }) => reasons.push(detail?.reason),
    }),
  ))
  await expect.poll(() => status.value).toBe('error')
  expect(error.value?.data?.reason).toBe('NOT_FOUND')
  reset()
  expect([status.value, error.value]).toEqual(['connecting', null])
  await expect.poll(() => reasons).toEqual(['NOT_FOUND', 'NOT_FOUND'])
  chatId.value = 'a'
  await expect.poll(() => hub.journal).toEqual(['open a'])
  hub.publish('a', delta('one'))
  await expect.poll(() => data.value?.data).toEqual(delta('one'))
  expect(error.value).toBe(null)
})

test('is idle, with the last event, when the server ends it', async () => {
  const { trpc, hub, run } = await setUp()
  const completed: string[] = []
  const { status, data } = run(() => useSubscription(trpc.chat.events.subscriptionOptions({ chatId: 'a' }, {
    onComplete: () => completed.push('complete'),
  })))
  await expect.poll(() => hub.journal).toEqual(['open a'])
  hub.publish('a', { type: 'finish', status: 'done' })
  hub.end('a')
  await expect.poll(() => completed).toEqual(['complete'])
  expect(status.value).toBe('idle')
  expect(data.value?.data).toEqual({ type: 'finish', status: 'done' })
})

test('follows a lost connection: connecting with the error, then pending from the last event on', async () => {
  const { trpc, hub, run, cut } = await setUp()
  const states: string[] = []
  const shown: string[] = []
  const { status, data } = run(() => {
    const subscription = useSubscription(trpc.chat.events.subscriptionOptions({ chatId: 'a' }, {
      onConnectionStateChange: ({ state, error }) => states.push(error ? `${state} after an error` : state),
    }))
    const { status, error } = subscription
    watch(status, (now) => shown.push(error.value ? `${now} after an error` : now), { flush: 'sync' })
    return subscription
  })
  await expect.poll(() => hub.journal).toEqual(['open a'])
  hub.publish('a', delta('before'))
  await expect.poll(() => data.value?.id).toBe('1')
  cut()
  await expect.poll(() => hub.journal.at(-1)).toBe('open a after 1')
  hub.publish('a', delta('after'))
  await expect.poll(() => data.value?.data).toEqual(delta('after'))
  expect(status.value).toBe('pending')
  expect(shown).toEqual(['pending', 'connecting after an error', 'pending'])
  expect(states).toEqual(['connecting', ...shown])
})
