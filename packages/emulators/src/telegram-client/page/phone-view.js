/** @import { BottomButton, HostState, Settings } from './types.ts' */
import { readableOn, resolveColor } from './colors.js'
import { button, byId, make } from './dom.js'
import { place } from './fit.js'
import { themes } from './themes.js'

const keyboardRows = ['qwertyuiop', 'asdfghjkl', '⇧zxcvbnm⌫'].map((row) => [...row]).concat([['123', 'space', '⏎']])

/** Draws the phone around the app: size, colours, header, bottom buttons, keyboard. */
export function createPhoneView() {
  const stage = byId('stage', HTMLElement)
  const phone = byId('phone', HTMLDivElement)
  const bottomBar = byId('bottom-bar', HTMLDivElement)
  const buttons = { main: button('main-button'), secondary: button('secondary-button') }
  /** @type {Settings | undefined} */
  let settings
  byId('keyboard', HTMLDivElement).append(...keyboardRows.map((row) =>
    make('div', {}, ...row.map((key) => make('span', { text: key, class: key === 'space' ? 'space' : '' })))))
  const fit = () => settings && place(phone, stage, settings)
  new ResizeObserver(fit).observe(stage)

  /** @param {HostState} state @param {Settings} current */
  return (state, current) => {
    settings = current
    fit()
    const { safe, frame, keyboard, theme } = current
    const hasBottomBar = state.mainButton.visible || state.secondaryButton.visible
    phone.classList.toggle('bare', !frame)
    phone.classList.toggle('fullscreen', state.fullscreen)
    phone.classList.toggle('notched', safe.top > 0 || safe.bottom > 0)
    phone.classList.toggle('below', hasBottomBar || keyboard)
    paint(phone, state, theme, safe)
    button('back').hidden = !state.backButton
    button('menu-settings').hidden = !state.settingsButton
    byId('keyboard', HTMLDivElement).hidden = !keyboard
    bottomBar.hidden = !hasBottomBar
    const stacked = state.secondaryPosition === 'top' || state.secondaryPosition === 'bottom'
    bottomBar.classList.toggle('stacked', stacked)
    const isSecond = state.secondaryPosition === 'right' || state.secondaryPosition === 'bottom'
    buttons.secondary.style.order = isSecond ? '1' : '-1'
    drawButton(buttons.main, state.mainButton)
    drawButton(buttons.secondary, state.secondaryButton)
  }
}

/**
 * @param {HTMLElement} phone
 * @param {HostState} state
 * @param {Settings['theme']} name
 * @param {Settings['safe']} safe
 */
function paint(phone, state, name, safe) {
  const theme = themes[name]
  const header = resolveColor(state.headerColor ?? theme.header_bg_color, theme)
  const variables = {
    bg: resolveColor(state.backgroundColor ?? theme.bg_color, theme),
    secondary: theme.secondary_bg_color,
    section: theme.section_bg_color,
    text: theme.text_color,
    link: theme.link_color,
    destructive: theme.destructive_text_color,
    'button-default': theme.button_color,
    'button-text-default': theme.button_text_color,
    header,
    'header-text': readableOn(header),
    bottom: resolveColor(state.bottomBarColor ?? theme.bottom_bar_bg_color, theme),
    'notch-top': `${safe.top}px`,
    'notch-bottom': `${safe.bottom}px`,
    'menu-top': `${safe.top + 52}px`,
  }
  for (const [variable, value] of Object.entries(variables)) phone.style.setProperty(`--${variable}`, value)
  phone.style.colorScheme = name
}

/** @param {HTMLButtonElement} element @param {BottomButton} shown */
function drawButton(element, shown) {
  element.hidden = !shown.visible
  element.disabled = !shown.active
  element.textContent = shown.text
  element.classList.toggle('busy', shown.progress)
  for (const [variable, value] of [['--button', shown.color], ['--button-text', shown.textColor]]) {
    if (variable && value) element.style.setProperty(variable, value)
    else if (variable) element.style.removeProperty(variable)
  }
}
