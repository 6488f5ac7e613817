/**
 * The one door to Telegram. Nothing else in the app imports the SDK's bridge.
 *
 * - `useTelegram(): Telegram`: `haptics.light() | success() | error() | selection()`,
 *   `confirm({ title, message, confirm, cancel, danger? }): Promise<boolean>`, `openLink(address)`,
 *   `save({ name, url }): Promise<'saved' | 'refused'>`, `canLocate`,
 *   `locate(): Promise<{ ok: true, place } | { ok: false, reason }>`,
 *   `hideKeyboard()`, `visible` (ref), `theme.dark` (ref), `viewport.fullscreen` (ref), `platform`, `inTelegram`.
 * - `useClosingConfirmation(() => boolean)`: asks before closing while the getter is true and the component lives.
 * - CSS: `--color-*`, `--inset-{top,bottom,left,right}`, `--viewport-height`, `--viewport-stable-height`,
 *   `--keyboard-inset`; `html[data-theme=light|dark]`.
 */
export type { Confirmation } from './popups.ts'
export type { LocationResult, Place } from './location.ts'
export type { Launch, LaunchUser } from './launch.ts'
export { readLaunch, readUser } from './launch.ts'
export { readStartParam } from './start-param.ts'
export type { Telegram } from './telegram.ts'
export { createTelegram } from './telegram.ts'
export type { ThemeChoice } from './theme/theme.ts'
export { telegramKey, useClosingConfirmation, useTelegram } from './use-telegram.ts'
