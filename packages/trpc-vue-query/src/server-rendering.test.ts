import { expect, test } from 'vitest'
import { createSSRApp, defineComponent, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { setUp } from '../test/setup.ts'
import { useSubscription } from './index.ts'

test('a component rendered on a server subscribes to nothing', async () => {
  const { trpc, hub, contexts } = await setUp()
  const html = await renderToString(createSSRApp(defineComponent(() => {
    const { status } = useSubscription(trpc.chat.events.subscriptionOptions({ chatId: 'a' }))
    return () => h('p', status.value)
  })))
  expect(html).toBe('<p>idle</p>')
  expect(contexts).toEqual([])
  expect(hub.journal).toEqual([])
})
