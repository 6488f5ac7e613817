/** @import { ClientConfig, Settings } from './types.ts' */
import { byId } from './dom.js'
import { languages, noInsets, notch, platforms, sizes, versions } from './settings.js'

const platformNames = { weba: 'Web A', ios: 'iOS', android: 'Android', tdesktop: 'Desktop' }

/**
 * The form of settings. Whatever the address asked for is on offer, whether or not it is among the usual choices.
 * @param {Settings} settings
 * @param {ClientConfig} config
 * @param {{ onChange: (change: Partial<Settings>) => void, onVisible: (isVisible: boolean) => void }} listeners
 */
export function createPanel(settings, config, { onChange, onVisible }) {
  const form = byId('settings', HTMLFormElement)
  fill(form, 'size', sizes.map((size) => [size, size === 'full' ? 'All the room' : size.replace('x', ' × ')]))
  fill(form, 'platform', platforms.map((platform) => [platform, platformNames[platform]]))
  fill(form, 'version', versions.map((version) => [version, version]))
  fill(form, 'user', config.users.map(({ id, name, about }) => [id, `${name} — ${about}`]))
  fill(form, 'language', languages.map((code) => [code, code === '' ? 'As in the profile' : code]))
  show(settings)

  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || !target.checkValidity()) return
    const { name, value } = target
    const checked = target instanceof HTMLInputElement && target.checked
    if (name === 'visible') onVisible(checked)
    else if (name === 'notch') onChange({ safe: checked ? notch : noInsets })
    else if (name === 'fullscreen' || name === 'keyboard') onChange({ [name]: checked })
    else if (name === 'latitude' || name === 'longitude') onChange({ [name]: Number(value) })
    else onChange({ [name]: value })
  })

  return { show }

  /** @param {Settings} current */
  function show(current) {
    for (const name of /** @type {const} */ (['size', 'version', 'user', 'language'])) offer(form, name, current[name])
    for (const [name, value] of Object.entries(current)) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === true
      else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = String(value)
    }
    checkbox(form, 'notch').checked = current.safe.top > 0 || current.safe.bottom > 0
    for (const name of ['latitude', 'longitude']) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.disabled = current.location !== 'allow'
    }
  }
}

/** @param {HTMLFormElement} form @param {string} name */
function checkbox(form, name) {
  const field = form.elements.namedItem(name)
  if (!(field instanceof HTMLInputElement)) throw new TypeError(`The form has no ${name}`)
  return field
}

/** @param {HTMLFormElement} form @param {string} name @param {string[][]} choices */
function fill(form, name, choices) {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLSelectElement) {
    field.replaceChildren(...choices.map(([value, label]) => new Option(label, value)))
  }
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function offer(form, name, value) {
  const field = form.elements.namedItem(name)
  if (!(field instanceof HTMLSelectElement)) return
  if (![...field.options].some((option) => option.value === value)) field.add(new Option(name === 'user' ? `User ${value}` : value, value))
}
