/** @import { ClientConfig } from './types.ts' */
import { createClient } from './client.js'
import { button, byId } from './dom.js'
import { createPanel } from './panel.js'
import { readSettings, writeSettings } from './settings.js'

const response = await fetch('/dev/telegram/config.json')
/** @type {ClientConfig} */
const config = await response.json()
const asked = readSettings(location.search)
const settings = { ...asked, user: asked.user || config.users[0]?.id || '1' }

const client = createClient(config, settings, (current) => {
  panel.show(current)
  history.replaceState(null, '', `?${writeSettings(current)}`)
})
const panel = createPanel(settings, config, {
  onChange: (changes) => client.change(changes),
  onVisible: (isVisible) => client.post({ type: 'visibility_changed', data: { is_visible: isVisible } }),
})

document.title = `${config.botName} · Telegram client`
for (const element of document.querySelectorAll('.bot-name')) element.textContent = config.botName
for (const element of document.querySelectorAll('.avatar')) element.textContent = config.botName.slice(0, 1)
document.body.classList.toggle('alone', !settings.frame)

const more = button('more')
const menu = byId('menu', HTMLDivElement)
const sheet = byId('panel', HTMLElement)

/** @param {boolean} isOpen */
function showMenu(isOpen) {
  menu.hidden = !isOpen
  more.ariaExpanded = String(isOpen)
  if (isOpen) menuItems()[0]?.focus()
}

function menuItems() {
  return [...menu.querySelectorAll('button')].filter((item) => item.offsetParent !== null)
}

/** @param {KeyboardEvent} event */
function moveInMenu(event) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const items = menuItems()
  const at = items.findIndex((item) => item === document.activeElement)
  items.at((at + step) % items.length)?.focus()
}

/** @param {string} id @param {() => unknown} run */
function onClick(id, run) {
  button(id).addEventListener('click', () => {
    if (id !== 'more') showMenu(false)
    run()
  })
}

menu.addEventListener('keydown', moveInMenu)
onClick('more', () => showMenu(menu.hidden === true))
onClick('back', () => client.post({ type: 'back_button_pressed' }))
onClick('close', () => client.requestClose())
onClick('open', () => client.launch())
onClick('relaunch', () => client.launch())
onClick('main-button', () => client.post({ type: 'main_button_pressed' }))
onClick('secondary-button', () => client.post({ type: 'secondary_button_pressed' }))
onClick('menu-settings', () => client.post({ type: 'settings_button_pressed' }))
onClick('menu-reload', () => client.reload())
onClick('menu-panel', () => sheet.classList.add('shown'))
onClick('hide-panel', () => sheet.classList.remove('shown'))
// A click into the app reaches this page only as a loss of focus.
window.addEventListener('blur', () => showMenu(false))
document.addEventListener('keydown', ({ key }) => key === 'Escape' && showMenu(false))
document.addEventListener('pointerdown', ({ target }) => {
  if (target instanceof Node && !menu.contains(target) && !more.contains(target)) showMenu(false)
})

await client.launch()
