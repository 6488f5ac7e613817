import { describe, expect, it } from 'vitest'
import { memoryStore } from './fixtures.ts'
import { invokeCustomMethod } from './storage.js'

describe('CloudStorage', () => {
  const store = memoryStore()
  const invoke = (method: string, params: unknown): unknown =>
    invokeCustomMethod({ req_id: '1', method, params }, store, 5_500).data

  it('keeps, lists, gives and forgets', () => {
    expect(invoke('saveStorageValue', { key: 'draft', value: 'Hi 🌙' })).toEqual({ req_id: '1', result: true })
    invoke('saveStorageValue', { key: 'a_b-1', value: '' })
    expect(invoke('getStorageKeys', {})).toEqual({ req_id: '1', result: ['a_b-1', 'draft'] })
    expect(invoke('getStorageValues', { keys: ['draft', 'none'] }))
      .toEqual({ req_id: '1', result: { draft: 'Hi 🌙', none: '' } })
    expect(invoke('getStorageValues', { keys: 'draft' })).toEqual({ req_id: '1', result: { draft: 'Hi 🌙' } })
    invoke('deleteStorageValues', { keys: ['draft', 'a_b-1'] })
    expect(invoke('getStorageKeys', {})).toEqual({ req_id: '1', result: [] })
  })

  it('holds to the documented limits', () => {
    expect(invoke('saveStorageValue', { key: 'a b', value: '' })).toEqual({ req_id: '1', error: 'KEY_INVALID' })
    expect(invoke('saveStorageValue', { key: 'x'.repeat(129), value: '' })).toEqual({ req_id: '1', error: 'KEY_INVALID' })
    expect(invoke('saveStorageValue', { key: 'a', value: 'x'.repeat(4097) }))
      .toEqual({ req_id: '1', error: 'VALUE_INVALID' })
    for (let n = 0; n < 1024; n += 1) invoke('saveStorageValue', { key: `k${n}`, value: '' })
    expect(invoke('saveStorageValue', { key: 'more', value: '' })).toEqual({ req_id: '1', error: 'QUOTA_EXCEEDED' })
    expect(invoke('saveStorageValue', { key: 'k5', value: 'new' })).toEqual({ req_id: '1', result: true })
  })

  it('tells the time and refuses what it does not know', () => {
    expect(invoke('getCurrentTime', {})).toEqual({ req_id: '1', result: 5 })
    expect(invoke('makeCoffee', null)).toEqual({ req_id: '1', error: 'METHOD_INVALID' })
  })
})
