import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Where the built app stands. */
export const webRoot = join(root, 'apps', 'web', 'dist')

/** Where Node keeps what it compiled, for the next start. Others may write the machine's own folder for it. */
export const compileCache = join(root, 'node_modules', '.cache', 'compiled')

/** A relative `file:` address starts at the project's folder, from wherever the server is started. */
export function resolveDatabaseUrl(url: string): string {
  const path = /^file:(?!\/\/)([^?]+)/.exec(url)?.[1]
  return path === undefined || isAbsolute(path) ? url : url.replace(path, join(root, path))
}
