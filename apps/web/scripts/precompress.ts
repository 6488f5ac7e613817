import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const isText = /\.(?:js|css|html|svg|json|webmanifest)$/
/** What is smaller fits into one packet either way. In bytes. */
const smallest = 1_024

const [asGzip, asBrotli] = [promisify(gzip), promisify(brotliCompress)]

/** Puts every text file of the build beside itself as `.gz` and `.br`, as small as can be: a server only sends them. */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && isText.test(entry.name))
      await Promise.all(files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        const content = await readFile(path)
        if (content.length < smallest) return
        await Promise.all([
          asGzip(content, { level: 9 }).then(async (packed) => await writeFile(`${path}.gz`, packed)),
          asBrotli(content).then(async (packed) => await writeFile(`${path}.br`, packed)),
        ])
      }))
    },
  }
}
