/** @import { HostEvent, KeyValueStore } from './types.ts' */
import { isRecord } from './wire.js'

const maxKeys = 1024
const maxValueLength = 4096

/**
 * CloudStorage, answered as Telegram's servers do: https://core.telegram.org/bots/webapps#cloudstorage
 * @param {Record<string, unknown>} call `web_app_invoke_custom_method` parameters
 * @param {KeyValueStore} store
 * @param {number} now milliseconds
 * @returns {HostEvent}
 */
export function invokeCustomMethod(call, store, now) {
  const params = isRecord(call['params']) ? call['params'] : {}
  const answer = run(String(call['method']), params, store, now)
  return { type: 'custom_method_invoked', data: { req_id: call['req_id'], ...answer } }
}

/**
 * @param {string} method
 * @param {Record<string, unknown>} params
 * @param {KeyValueStore} store
 * @param {number} now
 * @returns {{ result: unknown } | { error: string }}
 */
function run(method, params, store, now) {
  switch (method) {
    case 'getStorageKeys':
      return { result: store.keys() }
    case 'getStorageValues':
      return { result: Object.fromEntries(keysOf(params).map((key) => [key, store.get(key) ?? ''])) }
    case 'deleteStorageValues':
      for (const key of keysOf(params)) store.remove(key)
      return { result: true }
    case 'saveStorageValue':
      return save(params['key'], params['value'], store)
    case 'getCurrentTime':
      return { result: Math.floor(now / 1000) }
    default:
      return { error: 'METHOD_INVALID' }
  }
}

/** @param {unknown} key @param {unknown} value @param {KeyValueStore} store */
function save(key, value, store) {
  if (typeof key !== 'string' || !/^[\w-]{1,128}$/.test(key)) return { error: 'KEY_INVALID' }
  if (typeof value !== 'string' || value.length > maxValueLength) return { error: 'VALUE_INVALID' }
  if (store.get(key) === null && store.keys().length >= maxKeys) return { error: 'QUOTA_EXCEEDED' }
  store.set(key, value)
  return { result: true }
}

/** @param {Record<string, unknown>} params one key, or many */
function keysOf({ keys }) {
  return (Array.isArray(keys) ? keys : [keys]).filter((key) => typeof key === 'string')
}
