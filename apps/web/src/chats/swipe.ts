/** Where a finger went, as a drawer that opens towards the start edge. All lengths in CSS pixels. */
export interface Swipe {
  /** Takes a touch; `open` is how far the drawer is open already. */
  start: (x: number, y: number, open: number) => void
  /** How far the drawer is open now; undefined while the movement is (or may yet be) a scroll. */
  move: (x: number, y: number) => number | undefined
  /** Where the drawer comes to rest. */
  end: () => number
}

/** Movement that is still a tap. */
const slop = 10

/** `width`: of the open drawer. `rightToLeft`: the drawer is at the left edge, and opens rightwards. */
export function createSwipe({ width, rightToLeft }: { width: number, rightToLeft: boolean }): Swipe {
  let origin = { x: 0, y: 0, open: 0 }
  let direction: 'undecided' | 'swipe' | 'scroll' = 'undecided'
  let open = 0
  return {
    start(x, y, alreadyOpen) {
      origin = { x, y, open: alreadyOpen }
      direction = 'undecided'
      open = alreadyOpen
    },
    move(x, y) {
      const [dx, dy] = [(x - origin.x) * (rightToLeft ? -1 : 1), y - origin.y]
      if (direction === 'undecided' && Math.hypot(dx, dy) > slop) {
        direction = Math.abs(dx) > Math.abs(dy) * 1.5 ? 'swipe' : 'scroll'
      }
      if (direction !== 'swipe') return undefined
      const wanted = origin.open - dx
      // Past its end the drawer follows ever less.
      open = wanted > width ? width + (wanted - width) / 4 : Math.max(0, wanted)
      return open
    },
    end() {
      if (direction === 'swipe') open = open > (origin.open > 0 ? width * 0.75 : width * 0.3) ? width : 0
      direction = 'undecided'
      return open
    },
  }
}
