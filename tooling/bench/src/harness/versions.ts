import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

const compared = [
  'fastify', 'ai', '@ai-sdk/google', 'better-sqlite3', '@telegram-apps/init-data-node', '@tma.js/init-data-node',
] as const

/** The versions of what Parley is compared with, as they are installed. */
export function describeVersions(names: readonly string[] = compared): Record<string, string> {
  return Object.fromEntries(names.map((name) => {
    const file = findPackageJSON(name, import.meta.url)
    if (file === undefined) throw new Error(`${name} is not installed`)
    return [name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version]
  }))
}
