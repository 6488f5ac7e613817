// @vitest-environment happy-dom
import { useMutation, useQuery, VueQueryPlugin } from '@tanstack/vue-query'
import { expect, test } from 'vitest'
import { createApp, defineComponent, h, ref } from 'vue'
import type { Component } from 'vue'
import { setUp } from '../test/setup.ts'
import type { Setup } from '../test/setup.ts'
import { useSubscription } from './index.ts'

function chatView({ trpc }: Setup, chatId: () => string): Component {
  return defineComponent({
    setup() {
      const chat = useQuery(() => trpc.chat.get.queryOptions({ id: chatId() }))
      const rename = useMutation(trpc.chat.rename.mutationOptions())
      const text = ref('')
      const { status } = useSubscription(() => trpc.chat.events.subscriptionOptions({ chatId: chatId() }, {
        onData: ({ data: event }) => {
          if (event.type === 'delta') text.value += event.text
        },
      }))
      return () => h('button', { onClick: () => rename.mutate({ id: chatId(), title: 'Renamed' }) }, [
        [chat.data.value?.title, status.value, text.value, rename.data.value?.title].join('|'),
      ])
    },
  })
}

test('a component shows data and a growing stream, follows its props and closes when unmounted', async () => {
  const setup = await setUp()
  const { hub, queryClient } = setup
  const chatId = ref('a')
  const root = document.createElement('div')
  const app = createApp(chatView(setup, () => chatId.value)).use(VueQueryPlugin, { queryClient })
  app.mount(root)
  await expect.poll(() => root.textContent).toBe('Chat a|pending||')
  await expect.poll(() => hub.journal).toEqual(['open a'])
  hub.publish('a', { type: 'delta', text: 'Hel' })
  await expect.poll(() => root.textContent).toBe('Chat a|pending|Hel|')
  hub.publish('a', { type: 'delta', text: 'lo' })
  await expect.poll(() => root.textContent).toBe('Chat a|pending|Hello|')
  root.querySelector('button')?.click()
  await expect.poll(() => root.textContent).toBe('Chat a|pending|Hello|Renamed')
  chatId.value = 'b'
  await expect.poll(() => root.textContent).toBe('Chat b|pending|Hello|Renamed')
  app.unmount()
  await expect.poll(() => hub.journal.toSorted()).toEqual(['close a', 'close b', 'open a', 'open b'])
})
