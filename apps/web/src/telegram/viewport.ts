import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import type { Bridge } from './bridge.ts'

export interface Insets {
  top: number
  bottom: number
  left: number
  right: number
}

const noInsets: Insets = { top: 0, bottom: 0, left: 0, right: 0 }

/** Below this a height is a client's slip: iOS has been seen to say 1 px. In CSS pixels. */
const leastHeight = 120
/** Above this an inset is a client's slip. In CSS pixels. */
const mostInset = 200

export const isPlausibleHeight = (height: unknown): height is number =>
  typeof height === 'number' && Number.isFinite(height) && height >= leastHeight

/** The device's insets (notch, home bar) and the client's own (its buttons), added; absurd ones count as none. */
export function sumInsets(device: Partial<Insets>, content: Partial<Insets>): Insets {
  const plausible = (value: number | undefined) =>
    value !== undefined && value > 0 && value <= mostInset ? value : 0
  const sum = (side: keyof Insets) => plausible(device[side]) + plausible(content[side])
  return { top: sum('top'), bottom: sum('bottom'), left: sum('left'), right: sum('right') }
}

export interface Viewport {
  readonly fullscreen: Readonly<ShallowRef<boolean>>
  readonly canFullscreen: boolean
  setFullscreen: (on: boolean) => void
  /** Takes the full height, where the client opens Mini Apps half way. */
  expand: () => void
}

/** Keeps `--inset-*`, `--viewport-*` and `--keyboard-inset` on `root` in step with the client and the keyboard. */
export function createViewport(
  { bridge, root, fullscreen: launchedFull, visual }: {
    bridge: Bridge
    root: HTMLElement
    fullscreen: boolean
    visual: VisualViewport | null
  },
): Viewport {
  const fullscreen = shallowRef(launchedFull)
  const set = (name: string, pixels: number) => root.style.setProperty(name, `${Math.round(pixels)}px`)

  bridge.on('viewport_changed', ({ height, is_state_stable: stable }) => {
    if (!isPlausibleHeight(height)) return
    set('--viewport-height', height)
    if (stable) set('--viewport-stable-height', height)
  })

  let device: Partial<Insets> = noInsets
  let content: Partial<Insets> = noInsets
  const setInsets = () => {
    for (const [side, pixels] of Object.entries(sumInsets(device, content))) set(`--inset-${side}`, pixels)
  }
  bridge.on('safe_area_changed', (insets) => {
    device = insets
    setInsets()
  })
  bridge.on('content_safe_area_changed', (insets) => {
    content = insets
    setInsets()
  })
  bridge.on('fullscreen_changed', ({ is_fullscreen: full }) => (fullscreen.value = full))
  bridge.post('web_app_request_viewport')
  bridge.post('web_app_request_safe_area')
  bridge.post('web_app_request_content_safe_area')

  // iOS lays an on-screen keyboard over the page instead of resizing it.
  visual?.addEventListener('resize', () => {
    const covered = visual.scale > 1.01 ? 0 : window.innerHeight - visual.height
    set('--keyboard-inset', covered > leastHeight ? covered : 0)
  })

  return {
    fullscreen,
    canFullscreen: bridge.supports('web_app_request_fullscreen'),
    setFullscreen: (on) => bridge.post(on ? 'web_app_request_fullscreen' : 'web_app_exit_fullscreen'),
    expand: () => bridge.post('web_app_expand'),
  }
}
