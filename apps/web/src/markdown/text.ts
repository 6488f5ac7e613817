const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: '\u00A0', copy: '©', reg: '®', trade: '™', hellip: '…',
  mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', bull: '•', middot: '·',
  times: '×', divide: '÷', plusmn: '±', deg: '°', euro: '€', pound: '£', yen: '¥', cent: '¢', sect: '§', para: '¶',
  larr: '←', rarr: '→', uarr: '↑', darr: '↓', harr: '↔', ne: '≠', le: '≤', ge: '≥', infin: '∞', shy: '\u00AD',
}

/** Embeddings and overrides reorder what stands after them; isolates end with their block, so those may stay. */
const overrides = /[\u202A-\u202E]/g
const controls = /[\u202A-\u202E\u2066-\u2069]/g

/** Prose as it is shown: character references resolved, directional overrides taken out. */
export function prose(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)
    const isScalar = code > 0 && code <= 0x10_FFFF && !(code >= 0xD800 && code <= 0xDFFF)
    return isScalar ? String.fromCodePoint(code) : '\uFFFD'
  }).replace(overrides, '')
}

/** Code as it is shown: a directional control would make it read otherwise than it runs, so it is made visible. */
export function literal(text: string): string {
  return text.replace(controls, (control) => `[U+${control.charCodeAt(0).toString(16).toUpperCase()}]`)
}

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:'])

/** A link's address, or null when it leads nowhere harmless: only absolute addresses of a few schemes do. */
export function safeAddress(href: string): string | null {
  const url = URL.parse(prose(href))
  return url && schemes.has(url.protocol) ? url.href : null
}
