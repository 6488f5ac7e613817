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

  /** As `t.chats.title`, as `t.title` of a section that was handed on, or taken out: `{ title } = t.value.chats`. */
  const isUsed = (section: string, key: string) => {
    const field = new RegExp(`\\b(?:${section}|t|e|words)(?:\\.value)?\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} = t\\.value\\.${section}\\b`)
    const word = new RegExp(`\\b${section}\\b`)
    return sources.some((source) => word.test(source) && field.test(source))
  }

  it('are all used', () => {
    const unused = Object.entries(en).flatMap(([section, keys]) => Object.keys(keys)
      .filter((key) => !isUsed(section, key))
      .map((key) => `${section}.${key}`))
    // Personas are looked up by the id that the server gives.
    expect(unused.filter((path) => !path.startsWith('personas.'))).toEqual([])
  })

  it('are told apart from other words that are the same', () => {
    expect(isUsed('chats', 'title')).toBe(true)
    expect(isUsed('chats', 'loaded')).toBe(false)
  })
})
