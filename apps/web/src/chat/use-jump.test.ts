// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { computed } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { createToasts, toastsKey } from '../app/toasts.ts'
import { createI18n, i18nKey } from '../i18n/i18n.ts'
import { createTelegram, telegramKey } from '../telegram/index.ts'
import type { History } from './use-history.ts'
import { useJump } from './use-jump.ts'
import type { Replies } from './use-replies.ts'

async function open(loadUntil: History['loadUntil']) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '' } }] })
  await router.push('/?message=m')
  const selectBranch = vi.fn(() => Promise.resolve())
  const screen = mount({
    setup() {
      useJump({
        history: { loadUntil, loaded: computed(() => true) } as unknown as History,
        replies: { selectBranch } as unknown as Replies,
        rows: () => [],
        show: () => Promise.resolve(),
      })
      return () => null
    },
  }, {
    global: {
      plugins: [router],
      provide: {
        [i18nKey as symbol]: createI18n(document.createElement('html')),
        [toastsKey as symbol]: createToasts(),
        [telegramKey as symbol]: createTelegram({
          launch: undefined, ask: () => Promise.resolve(true), root: document.createElement('html'),
        }),
      },
    },
  })
  return { screen, selectBranch }
}

test('a message that no page has is on another branch, which is chosen; not for a screen that was left', async () => {
  const answers: ((found: boolean) => void)[] = []
  const loadUntil = async () => await new Promise<boolean>((resolve) => void answers.push(resolve))
  const stayed = await open(loadUntil)
  answers[0]?.(false)
  await vi.waitFor(() => expect(stayed.selectBranch).toHaveBeenCalledWith('m'))
  stayed.screen.unmount()

  answers.length = 0
  const { screen, selectBranch } = await open(loadUntil)
  screen.unmount()
  answers[0]?.(false)
  await new Promise((resolve) => setTimeout(resolve))
  expect(selectBranch).not.toHaveBeenCalled()
})
