import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { modelName } from './model-name.ts'
import { personaAbout, personaName } from './persona-words.ts'
import { offered } from './use-choices.ts'

it.each([
  ['gemini-3.8-flash', 'Gemini 3.8 Flash'], ['gemini-3.5-flash-lite', 'Gemini 3.5 Flash Lite'], ['', ''],
])('the model %s is called %s', (id, name) => expect(modelName(id)).toBe(name))

describe('a persona', () => {
  it('has its words, and its id where this version has none', () => {
    expect([personaName('coder', en), personaAbout('coder', en)]).toEqual(['Engineer', 'Engineer · Writes and reviews code'])
    expect([personaName('pirate', en), personaAbout('pirate', en)]).toEqual(['pirate', ''])
    expect(personaName('constructor', en)).toBe('constructor')
  })
})

it('what is stored and not offered counts as the server’s own choice', () => {
  const options = [{ value: '', label: 'Assistant' }, { value: 'coder', label: 'Engineer' }]
  expect([null, '', 'coder', 'assistant', 'gone'].map((stored) => offered(options, stored))).toEqual(['', '', 'coder', '', ''])
})
