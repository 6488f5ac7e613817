/** Resolves when a promise has come to an end, good or bad, and after so many milliseconds at the latest. */
export const within = async (promise: Promise<unknown>, milliseconds: number): Promise<void> =>
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    promise.then(end, end)
  })
