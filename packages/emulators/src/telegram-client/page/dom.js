/**
 * The element with this id, which the page is known to have.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const element = document.getElementById(id)
  if (!(element instanceof kind)) throw new TypeError(`The page has no ${kind.name} "${id}"`)
  return element
}

/**
 * A new element. Text is text: nothing that the app says becomes markup here.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {{ class?: string, text?: string }} [options]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, options = {}, ...children) {
  const element = document.createElement(name)
  if (options.class) element.className = options.class
  if (options.text !== undefined) element.textContent = options.text
  element.append(...children)
  return element
}

/** @param {string} id */
export const button = (id) => byId(id, HTMLButtonElement)
