/** @import { KeyValueStore } from './types.ts' */

/**
 * One user's CloudStorage, kept in this browser.
 * @param {string} user
 * @param {Storage} storage
 * @returns {KeyValueStore}
 */
export function cloudStorage(user, storage) {
  const prefix = `telegram-cloud-storage:${user}:`
  return {
    keys: () => Object.keys(storage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .sort(),
    get: (key) => storage.getItem(prefix + key),
    set: (key, value) => storage.setItem(prefix + key, value),
    remove: (key) => storage.removeItem(prefix + key),
  }
}
