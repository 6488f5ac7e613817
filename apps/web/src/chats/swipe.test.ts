import { describe, expect, it } from 'vitest'
import { createSwipe } from './swipe.ts'

const follow = (points: [number, number][], { open = 0, rightToLeft = false } = {}) => {
  const swipe = createSwipe({ width: 200, rightToLeft })
  swipe.start(300, 100, open)
  const seen = points.map(([x, y]) => swipe.move(x, y))
  return { seen, rest: swipe.end() }
}

describe('a finger on a cell', () => {
  it('draws the drawer out and lets it snap open', () => {
    expect(follow([[295, 100], [250, 102], [200, 101]])).toEqual({ seen: [undefined, 50, 100], rest: 200 })
  })

  it('lets it fall shut when it was not drawn far', () => expect(follow([[250, 100]]).rest).toBe(0))

  it('scrolls when it goes up or down, whatever it does after', () => {
    expect(follow([[298, 140], [100, 150]])).toEqual({ seen: [undefined, undefined], rest: 0 })
  })

  it('closes an open drawer on the way back', () => expect(follow([[400, 100]], { open: 200 }).rest).toBe(0))

  it('does not draw the other way', () => expect(follow([[400, 100]]).seen).toEqual([0]))

  it('draws ever less past the end', () => expect(follow([[-100, 100]]).seen).toEqual([250]))

  it('is mirrored from right to left', () => {
    expect(follow([[400, 100]], { rightToLeft: true })).toEqual({ seen: [100], rest: 200 })
  })
})
