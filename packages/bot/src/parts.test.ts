import { expect, test } from 'vitest'
import { appUrl, isQuestionParam, questionParam } from './link.ts'
import { isSecret, webhookSecret } from './secret.ts'
import { createSeen } from './seen.ts'
import { texts, textsFor } from './texts.ts'

test('the secret is fit for Telegram, follows from the token, and is known only whole', () => {
  const secret = webhookSecret('42:a')
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(webhookSecret('42:a')).toBe(secret)
  expect(webhookSecret('42:b')).not.toBe(secret)
  expect(isSecret(secret, secret)).toBe(true)
  for (const wrong of [undefined, '', secret.slice(1), `${secret}x`, secret.replace(/.$/, '*'), 'é'.repeat(43)]) {
    expect(isSecret(secret, wrong)).toBe(false)
  }
})

test('the last numbers are remembered, older ones forgotten', () => {
  const isNew = createSeen(3)
  expect([1, 2, 3, 1, 4, 2, 1].map(isNew)).toEqual([true, true, true, false, true, false, true])
})

test('a question fits into a start parameter, or is left out', () => {
  expect(questionParam('Hi?')).toBe('q_SGk_')
  expect(questionParam('x'.repeat(382))).toHaveLength(512)
  expect(questionParam('x'.repeat(383))).toBeUndefined()
  expect(questionParam('')).toBeUndefined()
  expect(isQuestionParam(questionParam('🌙 ليلى') ?? '')).toBe(true)
})

test('the app is opened where it stands', () => {
  expect(appUrl('https://example.org/parley/', 'q_SGk')).toBe('https://example.org/parley/?tgWebAppStartParam=q_SGk')
})

test('ten languages; no words are missing, and Telegram takes them all', () => {
  expect(Object.keys(texts)).toHaveLength(10)
  for (const { greeting, commands, ...rest } of Object.values(texts)) {
    for (const text of [...Object.values(rest), greeting('X'), ...Object.values(commands)]) expect(text.trim()).not.toBe('')
    expect(Math.max(...Object.values(commands).map((words) => words.length))).toBeLessThanOrEqual(256)
    expect(greeting('X')).toContain('X')
  }
  expect(textsFor('UK-ua')).toBe(texts.uk)
  expect(textsFor(undefined)).toBe(texts.en)
})
