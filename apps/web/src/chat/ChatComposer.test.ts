// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { createI18n, i18nKey } from '../i18n/i18n.ts'
import ChatComposer from './ChatComposer.vue'

interface Given { touch?: boolean, running?: boolean, editing?: boolean }

function open(modelValue: string, { touch = false, ...props }: Given = {}) {
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: touch && query.includes('coarse') }) as MediaQueryList
  return mount(ChatComposer, {
    props: { modelValue, running: false, editing: false, location: 'ready', ...props },
    global: { provide: { [i18nKey as symbol]: createI18n(document.createElement('html')) } },
  })
}
const enter = { key: 'Enter' }

describe('Enter', () => {
  test('sends the trimmed text where there is a keyboard, and makes a line with Shift', async () => {
    const composer = open('  hello\n')
    await composer.find('textarea').trigger('keydown', { ...enter, shiftKey: true })
    expect(composer.emitted('send')).toBeUndefined()
    await composer.find('textarea').trigger('keydown', enter)
    expect(composer.emitted('send')).toEqual([['hello']])
  })

  test('makes a line on a phone', async () => {
    const composer = open('hello', { touch: true })
    await composer.find('textarea').trigger('keydown', enter)
    expect(composer.emitted('send')).toBeUndefined()
    await composer.find('form').trigger('submit')
    expect(composer.emitted('send')).toEqual([['hello']])
  })

  test('ends a word that is being composed, and nothing else', async () => {
    const composer = open('ni hao')
    await composer.find('textarea').trigger('keydown', { ...enter, isComposing: true })
    await composer.find('textarea').trigger('keydown', { ...enter, keyCode: 229 })
    expect(composer.emitted('send')).toBeUndefined()
  })

  test('sends nothing that is blank, too long, or while a reply runs', async () => {
    for (const composer of [open(' \n '), open('x'.repeat(8_001)), open('next', { running: true })]) {
      await composer.find('textarea').trigger('keydown', enter)
      await composer.find('form').trigger('submit')
      expect(composer.emitted('send')).toBeUndefined()
    }
  })
})

describe('the button', () => {
  const names = (composer: ReturnType<typeof open>) => composer.findAll('button').map((one) => one.attributes('aria-label'))

  test('comes with the first character, and stops while a reply runs', async () => {
    expect(names(open(''))).toEqual(['Weather here'])
    expect(names(open('a'))).toEqual(['Weather here', 'Send'])
    const running = open('', { running: true })
    expect(names(running)).toEqual(['Weather here', 'Stop'])
    await running.find('.primary').trigger('click')
    expect(running.emitted('stop')).toHaveLength(1)
  })
})

describe('the counter', () => {
  test.each([
    ['x'.repeat(7_499), undefined, undefined],
    ['x'.repeat(7_999), '1 character left', undefined],
    ['x'.repeat(8_000), '0 characters left', undefined],
    ['🙂'.repeat(4_001), '2 characters over the limit of 8,000', ''],
  ])('%#: says what is left near the limit, and what is over', (text, words, disabled) => {
    const composer = open(text)
    expect(composer.find('.count').exists() ? composer.find('.count').text() : undefined).toBe(words)
    expect(composer.find('.primary').attributes('disabled')).toBe(disabled)
  })
})
