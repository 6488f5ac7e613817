import { expect, test } from 'vitest'
import { storageOr } from './storage.ts'

function use(storage: Storage): void {
  storage.setItem('a', '1')
  storage.setItem('b', '2')
  storage.removeItem('a')
  expect([storage.length, storage.key(0), storage.key(1), storage.getItem('a'), storage.getItem('b')])
    .toEqual([1, 'b', null, null, '2'])
  storage.clear()
  expect(storage.length).toBe(0)
}

test('a browser that refuses its storage still gives one for the page', () => {
  use(storageOr(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }))
})

test('a storage that is full counts as refused, one that works is used as it is', () => {
  const full = { setItem: () => {
    throw new DOMException('Full', 'QuotaExceededError')
  } } as unknown as Storage
  use(storageOr(() => full))
  const works = storageOr(() => full)
  expect(storageOr(() => works)).toBe(works)
})
