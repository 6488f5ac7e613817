import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useLaunchUser } from '../app/user.ts'

/** How long after the last key a draft is written, in milliseconds. */
const PACE = 300

/** What is being written in a chat, kept on the device until it is sent. */
export function useDraft(chatId: string): Ref<string> {
  const key = `parley:draft:${useLaunchUser()?.id ?? 0}:${chatId}`
  const draft = ref(read(key))
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    store(key, draft.value)
  }
  watch(draft, (text) => {
    clearTimeout(timer)
    // An emptied field was sent or given up: it must not come back after a crash.
    if (text === '') write()
    else timer = setTimeout(write, PACE)
  }, { flush: 'sync' })
  window.addEventListener('pagehide', write)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', write)
    write()
  })
  return draft
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function store(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Storage full or closed: the draft lives as long as the page.
  }
}
