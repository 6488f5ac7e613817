import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Manifest } from 'vite'

/** The JavaScript of an entry and of everything that it cannot start without, in bytes after gzip, file by file. */
export async function javascriptOf(folder: URL, manifest: Manifest, entries: string[]): Promise<Map<string, number>> {
  const files = new Set<string>()
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    const chunk = manifest[name]
    if (chunk === undefined) throw new Error(`The build has no ${name}`)
    if (chunk.file.endsWith('.js')) files.add(chunk.file)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const entry of entries) visit(entry)
  const sizes = await Promise.all([...files].map(async (file) =>
    [file, gzipSync(await readFile(new URL(file, folder)), { level: 9 }).length] as const))
  return new Map(sizes.sort((a, b) => b[1] - a[1]))
}

export const total = (sizes: Map<string, number>): number => [...sizes.values()].reduce((sum, size) => sum + size, 0)
