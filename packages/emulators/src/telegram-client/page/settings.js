/** @import { Insets, Settings } from './types.ts' */

export const platforms = /** @type {const} */ (['weba', 'ios', 'android', 'tdesktop'])
export const versions = ['6.0', '6.1', '6.2', '6.9', '6.10', '7.2', '7.7', '7.10', '8.0', '9.0', '9.1', '9.6']
export const sizes = ['320x568', '390x844', '1280x800', 'full']
export const languages = ['', 'en', 'ar', 'de', 'es', 'fa', 'fr', 'pt-br', 'ru', 'uk', 'zh-hans']

/** Insets of a phone with a notch and a home bar. @type {Insets} */
export const notch = { top: 47, right: 0, bottom: 34, left: 0 }
/** @type {Insets} */
export const noInsets = { top: 0, right: 0, bottom: 0, left: 0 }

/** @type {Settings} */
export const defaults = {
  theme: 'light',
  platform: 'weba',
  version: '9.0',
  size: '390x844',
  user: '',
  language: '',
  start: '',
  frame: true,
  fullscreen: false,
  location: 'allow',
  latitude: 48.8566,
  longitude: 2.3522,
  safe: noInsets,
  keyboard: false,
}

/**
 * Settings from an address's query; what is missing or makes no sense is as by default.
 * @param {string} search
 * @returns {Settings}
 */
export function readSettings(search) {
  const query = new URLSearchParams(search)
  /** @param {string} name @param {RegExp} shape @param {string} otherwise */
  const text = (name, shape, otherwise) => {
    const value = query.get(name) ?? ''
    return shape.test(value) ? value : otherwise
  }
  /** @template {string} T @param {string} name @param {readonly T[]} values @param {T} otherwise */
  const choice = (name, values, otherwise) => values.find((value) => value === query.get(name)) ?? otherwise
  /** @param {string} name @param {boolean} otherwise */
  const onOff = (name, otherwise) => choice(name, ['on', 'off'], otherwise ? 'on' : 'off') === 'on'
  /** @param {string} name @param {number} limit @param {number} otherwise */
  const degrees = (name, limit, otherwise) => {
    const value = Number(query.get(name) || Number.NaN)
    return Math.abs(value) <= limit ? value : otherwise
  }
  return {
    theme: choice('theme', ['light', 'dark'], defaults.theme),
    platform: choice('platform', platforms, defaults.platform),
    version: text('version', /^\d{1,2}\.\d{1,2}$/, defaults.version),
    size: text('size', /^(full|[1-9]\d{2,3}x[1-9]\d{2,3})$/, defaults.size),
    user: text('user', /^[1-9]\d{0,15}$/, defaults.user),
    language: text('language', /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, defaults.language),
    start: text('start', /^[\w-]{1,512}$/, defaults.start),
    frame: onOff('frame', defaults.frame),
    fullscreen: onOff('fullscreen', defaults.fullscreen),
    location: choice('location', ['allow', 'deny', 'off'], defaults.location),
    latitude: degrees('latitude', 90, defaults.latitude),
    longitude: degrees('longitude', 180, defaults.longitude),
    safe: readInsets(query.get('safe')),
    keyboard: onOff('keyboard', defaults.keyboard),
  }
}

/**
 * The query that stands for these settings: only what differs from the defaults.
 * @param {Settings} settings
 * @returns {string}
 */
export function writeSettings(settings) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(settings)) {
    const text = writeValue(value)
    if (text !== writeValue(defaults[/** @type {keyof Settings} */ (name)])) query.set(name, text)
  }
  return query.toString()
}

/** @param {Settings[keyof Settings]} value */
function writeValue(value) {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'object') return [value.top, value.right, value.bottom, value.left].join(',')
  return String(value)
}

/** @param {string | null} text @returns {Insets} */
function readInsets(text) {
  if (text === 'notch') return notch
  if (text === null || !/^\d{1,3}(,\d{1,3}){3}$/.test(text)) return defaults.safe
  const [top = 0, right = 0, bottom = 0, left = 0] = text.split(',').map(Number)
  return { top, right, bottom, left }
}
