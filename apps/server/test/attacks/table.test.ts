import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const files = globSync('{apps,packages,docker}/**/*.{test,spec}.{ts,mjs}', { cwd: root, exclude: (name) => name === 'node_modules' })

/** The last cell of each row of the threat model: which test shows that the attack fails. */
const cells = readFileSync(`${root}/docs/security.md`, 'utf8').split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (attack|what) \|/.test(line) && !line.startsWith('| ---'))
  .map((line) => line.split(' | ').at(-1)?.replace(/ \|$/, '') ?? '')

/** Each test file that a cell names, with the names of tests that follow it. `same` is the file of the row above. */
function namedIn(cell: string, above: string | undefined) {
  const text = above === undefined ? cell : cell.replace(/^same:/, `\`${above}\`:`)
  return [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.(?:ts|mjs))`([^`]*)/g)].map(([, path = '', rest = '']) => ({
    path,
    names: [...rest.matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name.replace(/ …$/, '')),
  }))
}

test('every attack in docs/security.md has a test, and every test that it names is there', () => {
  expect(cells.length).toBeGreaterThan(25)
  let above: string | undefined
  for (const cell of cells) {
    const named = namedIn(cell, above)
    expect(named, cell).not.toEqual([])
    for (const { path, names } of named) {
      const found = files.filter((file) => file === path || file.endsWith(`/${path}`))
      expect(found, `${path} is one file`).toHaveLength(1)
      const source = readFileSync(`${root}/${found[0]}`, 'utf8').replaceAll('\\\'', '\'')
      for (const name of names) expect(source, path).toContain(name)
      above = path
    }
  }
})
