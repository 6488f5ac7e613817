import { onScopeDispose, ref, type Ref } from 'vue'

/** How long "copied" is said, in milliseconds. */
const SHOWN = 2_000

/** Copies text, also where the clipboard is closed to frames. `copied` is true for a moment after it worked. */
export function useCopy(): { copied: Readonly<Ref<boolean>>, copy: (text: string) => Promise<void> } {
  const copied = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  return {
    copied,
    async copy(text) {
      if (!await writeText(text)) return
      copied.value = true
      clearTimeout(timer)
      timer = setTimeout(() => (copied.value = false), SHOWN)
    },
  }
}

/** Whether `text` is in the clipboard now. */
export async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(text)
  }
}

/** Telegram Web gives its frames no clipboard; copying a selection is allowed after a tap. */
function copySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('readonly', '')
  field.style.cssText = 'position:fixed;inset-block-start:0;opacity:0'
  document.body.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
  }
}
