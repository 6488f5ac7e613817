/** @import { Popup } from './types.ts' */
import { byId, make } from './dom.js'

/** Shows one popup over the phone at a time, in the client's own look. */
export function createPopupView() {
  const veil = byId('veil', HTMLDivElement)
  /** @type {Popup | undefined} */
  let shown
  /** @type {(buttonId?: string) => void} */
  let answer = () => undefined

  veil.addEventListener('click', (event) => {
    if (event.target === veil && shown) answer()
  })
  veil.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown) answer()
  })

  return {
    /** @param {Popup} popup @param {(buttonId?: string) => void} onClosed the id of the button, if it was one */
    show(popup, onClosed) {
      if (shown === popup) return
      shown = popup
      answer = onClosed
      const choices = popup.buttons.map(({ id, type, text }) => {
        const choice = make('button', { class: type, text })
        choice.type = 'button'
        choice.addEventListener('click', () => onClosed(id))
        return choice
      })
      const box = make('div', { class: 'popup' })
      box.role = 'alertdialog'
      box.ariaModal = 'true'
      box.ariaLabel = popup.title || popup.message
      if (popup.title) box.append(make('h2', { text: popup.title }))
      box.append(make('p', { text: popup.message }), make('div', { class: 'choices' }, ...choices))
      veil.replaceChildren(box)
      veil.classList.add('dim')
      veil.hidden = false
      choices.at(-1)?.focus()
    },
    hide() {
      if (!shown) return
      shown = undefined
      veil.hidden = true
      veil.classList.remove('dim')
      veil.replaceChildren()
    },
  }
}
