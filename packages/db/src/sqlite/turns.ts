/** Waits for one's turn; call the result to give it on. Turns are had in the order in which they were asked for. */
export type TakeTurn = () => Promise<() => void>

/** A queue in which one holds the turn at a time. */
export function createTurns(): TakeTurn {
  let last = Promise.resolve()
  return () => new Promise((resolve) => {
    const previous = last
    last = new Promise((giveOn) => {
      void previous.then(() => {
        resolve(giveOn)
      })
    })
  })
}
