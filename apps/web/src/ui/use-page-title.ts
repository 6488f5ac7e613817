import { onScopeDispose, watchEffect } from 'vue'

const app = 'Parley'

/** Names the page after what it shows, for the browser's tab and for who hears it. */
export function usePageTitle(title: () => string): void {
  let own = ''
  watchEffect(() => {
    own = document.title = `${title()} · ${app}`
  })
  onScopeDispose(() => {
    if (document.title === own) document.title = app
  })
}
