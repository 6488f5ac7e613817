import type { Locator } from '@playwright/test'

interface Watched extends HTMLElement {
  states?: Set<string>
}

/** Collects the texts that an element shows from now on, one for each change of the page. */
export async function watchText(element: Locator): Promise<{ states: () => Promise<string[]> }> {
  await element.evaluate((node: Watched) => {
    const states = new Set<string>()
    node.states = states
    new MutationObserver(() => states.add(node.innerText))
      .observe(node, { subtree: true, childList: true, characterData: true })
  })
  return { states: async () => await element.evaluate((node: Watched) => [...node.states ?? []]) }
}
