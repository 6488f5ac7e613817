// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createI18n, i18nKey } from '../i18n/i18n.ts'
import SearchField from './SearchField.vue'

test('Escape empties a search, but not when it takes back a word that is being composed', async () => {
  const field = mount(SearchField, {
    props: { modelValue: 'kan' },
    global: { provide: { [i18nKey as symbol]: createI18n(document.createElement('html')) } },
  })
  await field.find('input').trigger('keydown', { key: 'Escape', isComposing: true })
  expect(field.emitted('update:modelValue')).toBeUndefined()
  await field.find('input').trigger('keydown', { key: 'Escape' })
  expect(field.emitted('update:modelValue')).toEqual([['']])
})
