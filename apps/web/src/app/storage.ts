/**
 * The browser's storage, or, where a browser refuses it to a frame of another site, one that lasts as long as the page.
 * `open` is a function because merely naming `window.localStorage` throws there.
 */
export function storageOr(open: () => Storage): Storage {
  try {
    const storage = open()
    const probe = 'parley:probe'
    storage.setItem(probe, '')
    storage.removeItem(probe)
    return storage
  } catch {
    return createPageStorage()
  }
}

function createPageStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}
