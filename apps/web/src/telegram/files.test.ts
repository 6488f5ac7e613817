import { expect, test, vi } from 'vitest'
import type { Bridge } from './bridge.ts'
import { createSave } from './files.ts'

test('a client that knows of files but cannot be asked opens the browser', async () => {
  const post = vi.fn()
  const bridge: Bridge = {
    supports: () => true, paintsHeader: false, post, request: () => Promise.reject(new Error('gone')), on: () => undefined,
  }
  const url = 'https://parley.example/export?ticket=x'
  await expect(createSave(bridge, true)({ name: 'Trip.md', url })).resolves.toBe('saved')
  expect(post).toHaveBeenCalledExactlyOnceWith('web_app_open_link', { url })
})
