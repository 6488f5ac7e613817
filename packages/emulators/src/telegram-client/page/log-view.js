/** @import { LogEntry } from './types.ts' */
import { button, byId, make } from './dom.js'

const maxEntries = 500

/** The list of what went over the wire, newest first, with its filters. */
export function createLog() {
  const list = byId('log', HTMLOListElement)
  const filter = byId('log-filter', HTMLInputElement)
  const direction = byId('log-direction', HTMLSelectElement)

  /** @param {HTMLElement} item */
  const sift = (item) => {
    const wanted = (item.dataset['text'] ?? '').includes(filter.value.trim().toLowerCase())
    item.hidden = !wanted || (direction.value !== '' && direction.value !== item.dataset['from'])
  }
  const siftAll = () => {
    for (const item of list.children) if (item instanceof HTMLElement) sift(item)
  }
  filter.addEventListener('input', siftAll)
  direction.addEventListener('change', siftAll)
  button('log-clear').addEventListener('click', () => list.replaceChildren())

  /** @param {LogEntry} entry */
  return (entry) => {
    const item = toItem(entry)
    sift(item)
    list.prepend(item)
    if (list.childElementCount > maxEntries) list.lastElementChild?.remove()
  }
}

/** @param {LogEntry} entry */
function toItem({ at, from, type, data, note }) {
  const isEmpty = data === undefined || JSON.stringify(data) === '{}'
  const brief = isEmpty ? '' : JSON.stringify(data)
  const time = make('time', { text: at.toLocaleTimeString('en-GB') })
  const way = make('span', { class: 'way', text: from === 'app' ? '↑' : '↓' })
  way.title = from === 'app' ? 'from the app' : 'to the app'
  const summary = make('summary', {}, time, way, make('span', { class: 'type', text: type }),
    make('span', { class: 'brief', text: brief }))
  const details = make('details', {}, summary)
  if (!isEmpty) details.append(make('pre', { text: JSON.stringify(data, null, 2) }))
  const item = make('li', {}, details)
  if (note) item.append(make('p', { class: 'note', text: note }))
  item.dataset['from'] = from
  item.dataset['text'] = `${type} ${brief} ${note ?? ''}`.toLowerCase()
  return item
}
