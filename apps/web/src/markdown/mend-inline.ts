const isSpace = (character: string | undefined) => character === undefined || /\s/.test(character)
const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)

/** Longer runs are left as they are, and longer words of a link are not looked through. */
const LONGEST_RUN = 8_000
const LONGEST_LABEL = 300

/** Closes the emphasis, code and links that a run of inline markdown leaves open at its end. */
export function closeInline(text: string): string {
  if (text.length > LONGEST_RUN) return text
  const open: string[] = []
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '\\') {
      at += 2
    } else if (character === '`') {
      const ticks = runAt(text, at)
      const end = closingTicks(text, at + ticks.length, ticks.length)
      if (end === undefined) return finish(text, at, ticks, open)
      at = end
    } else if (character === '[') {
      const cut = openLink(text, at)
      if (cut !== undefined) return withClosers(cut, open)
      at += 1
    } else if (character === '*' || character === '_' || character === '~') {
      const run = runAt(text, at)
      if (at + run.length === text.length) return endingRun(text.slice(0, at), run, open)
      toggle(run, text[at - 1], text[at + run.length], open)
      at += run.length
    } else {
      at += 1
    }
  }
  return withClosers(text, open)
}

function runAt(text: string, at: number): string {
  const character = text.charAt(at)
  let end = at
  while (text[end] === character) end += 1
  return text.slice(at, end)
}

function closingTicks(text: string, from: number, length: number): number | undefined {
  for (let at = text.indexOf('`', from); at >= 0; at = text.indexOf('`', at)) {
    const run = runAt(text, at)
    at += run.length
    if (run.length === length) return at
  }
  return undefined
}

/** Code that is open gets its marks; marks that nothing follows yet are held back. */
function finish(text: string, at: number, ticks: string, open: string[]): string {
  const code = text.slice(at + ticks.length)
  if (code.trim() === '') return withClosers(text.slice(0, at), open)
  // Ticks at the very end are the beginning of the closing run.
  return withClosers(text.replace(/`+$/, '') + ticks, open)
}

/** The text with `[words](half an addr` turned into its words, when a link stands open at `at`. */
function openLink(text: string, at: number): string | undefined {
  let depth = 0
  for (let end = at; end < Math.min(text.length, at + LONGEST_LABEL); end += 1) {
    if (text[end] === '\\') end += 1
    else if (text[end] === '[') depth += 1
    else if (text[end] === ']' && --depth === 0) {
      if (text[end + 1] !== '(' || text.indexOf(')', end + 1) >= 0) return undefined
      const start = text[at - 1] === '!' ? at - 1 : at
      return text.slice(0, start) + text.slice(at + 1, end)
    }
  }
  return undefined
}

function units(run: string): string[] {
  const mark = run.charAt(0)
  if (mark === '~') return run.length === 2 ? ['~~'] : []
  if (run.length > 3) return []
  return run.length === 3 ? [mark + mark, mark] : [run]
}

function toggle(run: string, before: string | undefined, after: string | undefined, open: string[]): void {
  if (run.startsWith('_') && isWord(before) && isWord(after)) return
  for (const unit of units(run)) {
    const opened = open.lastIndexOf(unit)
    if (opened >= 0 && !isSpace(before)) open.splice(opened)
    else if (!isSpace(after)) open.push(unit)
  }
}

/** Marks at the very end: they close what is open, are half of what closes it, or are held back. */
function endingRun(text: string, run: string, open: string[]): string {
  const mark = run.charAt(0)
  const closes = open.some((unit) => unit.startsWith(mark)) && !isSpace(text.at(-1))
  if (closes || isSpace(text.at(-1)) || mark !== '_') return withClosers(text, open)
  return withClosers(text + run, open)
}

/** The closing marks go before the space at the end: after a space they would not close anything. */
function withClosers(text: string, open: string[]): string {
  if (open.length === 0) return text
  const end = text.trimEnd()
  return end + open.toReversed().join('') + text.slice(end.length)
}
