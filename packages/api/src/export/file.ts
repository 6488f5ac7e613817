/** A file as it is handed out. */
export interface ExportFile {
  name: string
  /** Without a charset: it is always UTF-8. */
  mimeType: string
  content: string
}

const extensions = { markdown: 'md', json: 'json' } as const

/** In UTF-16 code units; file systems take 255 bytes, and a letter may have four. */
const longestName = 60

/**
 * A name that every file system takes, from a title that may hold anything: no separators, control characters,
 * invisible or direction-changing marks, nothing that hides a file or its extension.
 */
export function chatFileName(title: string | null, format: keyof typeof extensions): string {
  const safe = (title ?? '').normalize()
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .slice(0, longestName)
    .toWellFormed()
    .replace(/^[\s.\uFFFD]+|[\s.\uFFFD]+$/gu, '')
  return `${safe === '' ? 'Chat' : safe}.${extensions[format]}`
}

/** The name of the file that holds everything. */
export const everythingFileName = (now: Date) => `parley-${now.toISOString().slice(0, 10)}.json`

/** Readable JSON. Telegram's ids are bigint, which JSON does not know: they become strings, with every digit. */
export const toJson = (data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) => typeof value === 'bigint' ? String(value) : value, 2)
