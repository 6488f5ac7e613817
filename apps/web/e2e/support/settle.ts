import type { Locator } from '@playwright/test'

/** Waits for what fades, slides or pops: half way there it has neither its colour nor its size. */
export async function settle(root: Locator): Promise<void> {
  await root.evaluate(async () => {
    // A scroll is told in the next frame, what comes of it is drawn in one more, and moves from the third on.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
    await Promise.all(document.getAnimations()
      .filter(({ effect, timeline }) => timeline === document.timeline && effect?.getTiming().iterations !== Infinity)
      .map(async ({ finished }) => await finished.catch(() => undefined)))
  })
}
