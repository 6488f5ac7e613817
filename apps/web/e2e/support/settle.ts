import type { Locator } from '@playwright/test'

/** Waits for what fades, slides or pops: half way there it has neither its colour nor its size. */
export async function settle(root: Locator): Promise<void> {
  await root.evaluate(async () => {
    await Promise.all(document.getAnimations()
      .filter(({ effect, timeline }) => timeline === document.timeline && effect?.getTiming().iterations !== Infinity)
      .map(async ({ finished }) => await finished.catch(() => undefined)))
  })
}
