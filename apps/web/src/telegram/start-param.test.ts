import { describe, expect, it } from 'vitest'
import { readStartParam } from './start-param.ts'

const encode = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

describe('a start parameter', () => {
  it('opens a chat', () => {
    expect(readStartParam('chat_0193A000-0000-7000-8000-000000000001'))
      .toEqual({ to: 'chat', id: '0193a000-0000-7000-8000-000000000001' })
  })

  it.each(['Погода в Москве?', '今日の天気は？', 'emoji 👩‍👩‍👧', 'a'])('asks %s', (text) => {
    expect(readStartParam(`q_${encode(text)}`)).toEqual({ to: 'question', text })
  })

  it('asks no more than a message may have', () => {
    const target = readStartParam(`q_${encode('x'.repeat(9_000))}`)
    expect(target?.to === 'question' && target.text.length).toBe(8_000)
  })

  it.each([undefined, '', 'chat_', 'chat_1', 'chat_../../etc', 'q_', 'q_*', 'q__w', 'q_gA', `q_${encode('  ')}`, 'x_1'])(
    'leads nowhere as %s', (startParam) => expect(readStartParam(startParam)).toBeUndefined())
})
