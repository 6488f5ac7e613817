import { describe, expect, it } from 'vitest'
import { chatFileName, toJson } from './file.ts'

describe('the name of a file', () => {
  it.each([
    ['Trip to Rome', 'Trip to Rome.md'],
    ['رحلة إلى روما 🌍', 'رحلة إلى روما 🌍.md'],
    [null, 'Chat.md'],
    ['  \n\t ', 'Chat.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['C:\\Windows\\a.exe', 'C Windows a.exe.md'],
    ['.hidden', 'hidden.md'],
    ['cv\u202Efdp.exe', 'cv fdp.exe.md'],
    ['a"\r\nSet-Cookie: x=1', 'a Set-Cookie x=1.md'],
    ['zero\u200Bwidth\0nul', 'zero width nul.md'],
    ['🙂'.repeat(40), `${'🙂'.repeat(30)}.md`],
    [`${'x'.repeat(59)}🙂`, `${'x'.repeat(59)}.md`],
  ])('%j: %j', (title, name) => expect(chatFileName(title, 'markdown')).toBe(name))

  it('says the format', () => {
    expect(chatFileName('a', 'json')).toBe('a.json')
  })
})

it('ids of Telegram stand in JSON with every digit', () => {
  expect(JSON.parse(toJson({ id: 2n ** 51n, at: new Date(0) }))).toEqual({ id: '2251799813685248', at: '1970-01-01T00:00:00.000Z' })
})
