import { expect, test } from 'vitest'
import { headingLevels } from './heading-levels.ts'
import { lex } from './lexer.ts'

test.each([
  ['# a\n\n## b\n\n### c\n\n## d', [2, 3, 4, 3]],
  ['### a\n\n#### b\n\n# c', [2, 3, 2]],
  ['# a\n\n#### b\n\n#### c\n\ntext', [2, 3, 4]],
  ['###### a\n\n# b\n\n## c', [2, 2, 2]],
  ['text', []],
])('%j has an outline without holes', (text, levels) => {
  expect(headingLevels(lex(text)).filter((level) => level !== undefined)).toEqual(levels)
})
