/** @import { Settings, Viewport } from './types.ts' */

const margin = 24

/**
 * Where a screen of this size stands in the room there is: centred, shrunk when it must be, in whole or not at all
 * when the room is a phone's itself.
 * @param {string} size "390x844" or "full"
 * @param {Viewport} room
 * @param {boolean} isNarrow
 */
export function fitScreen(size, room, isNarrow) {
  if (size === 'full' || isNarrow) return { ...room, scale: 1, x: 0, y: 0 }
  const [width = 0, height = 0] = size.split('x').map(Number)
  const scale = Math.min(1, (room.width - 2 * margin) / width, (room.height - 2 * margin) / height)
  const x = Math.round((room.width - width * scale) / 2)
  const y = Math.round((room.height - height * scale) / 2)
  return { width, height, scale, x, y }
}

/** @param {HTMLElement} phone @param {HTMLElement} stage @param {Settings} settings */
export function place(phone, stage, { size, frame }) {
  const room = { width: stage.clientWidth, height: stage.clientHeight }
  const isNarrow = matchMedia('(max-width: 699px)').matches
  const { width, height, scale, x, y } = fitScreen(size, room, isNarrow)
  const corner = width === room.width || !frame ? 0 : width < 600 ? 28 : 12
  const values = { width: `${width}px`, height: `${height}px`, scale: String(scale), x: `${x}px`, y: `${y}px`, corner: `${corner}px` }
  for (const [name, value] of Object.entries(values)) phone.style.setProperty(`--${name}`, value)
}
