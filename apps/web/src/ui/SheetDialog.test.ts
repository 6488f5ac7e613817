// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import SheetDialog from './SheetDialog.vue'

test('a browser that closes the dialog by itself is followed, one that asks is told no', () => {
  const sheet = mount(SheetDialog, { props: { label: 'A sheet' }, attachTo: document.body })
  const cancel = new Event('cancel', { cancelable: true })
  sheet.element.dispatchEvent(cancel)
  expect(cancel.defaultPrevented).toBe(true)
  expect(sheet.emitted('close')).toHaveLength(1)
  ;(sheet.element as HTMLDialogElement).close()
  expect(sheet.emitted('close')).toHaveLength(2)
})
