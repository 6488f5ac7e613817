import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from './en.ts'

describe('the keys', () => {
  let sources: string[] = []

  beforeAll(async () => {
    const root = new URL('..', import.meta.url).pathname
    const files = await readdir(root, { recursive: true })
    const used = files.filter((file) => /\.(ts|vue)$/.test(file) && !/\.test\.ts$/.test(file) && !file.startsWith('i18n'))
    sources = await Promise.all(used.map(async (file) => await readFile(join(root, file), 'utf8')))
  })

  it('are all used', () => {
    const word = (name: string) => new RegExp(`\\b${name}\\b`)
    const unused = Object.entries(en).flatMap(([section, keys]) => Object.keys(keys)
      .filter((key) => !sources.some((source) => word(section).test(source) && word(key).test(source)))
      .map((key) => `${section}.${key}`))
    // Personas are looked up by the id that the server gives.
    expect(unused.filter((path) => !path.startsWith('personas.'))).toEqual([])
  })
})
