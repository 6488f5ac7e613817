import { describe, expect, it } from 'vitest'
import type { ExportTicket } from './ticket.ts'
import { readTicket, signTicket, TICKET_MS } from './ticket.ts'

const key = new Uint8Array(32).fill(1)
const now = new Date('2026-11-26T12:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const wanted: ExportTicket = { userId: 2n ** 51n, what: { chatId: 'a-chat', format: 'json' } }
const { ticket, expiresAt } = signTicket(key, wanted, now)

describe('a ticket', () => {
  it.each([wanted, { ...wanted, what: 'everything' as const }])('says what it is for', (given) => {
    expect(readTicket(key, signTicket(key, given, now).ticket, now)).toEqual(given)
  })

  it('is good as often as it is brought, until it expires', () => {
    expect(expiresAt).toEqual(later(TICKET_MS))
    for (const ms of [0, 1_000, TICKET_MS - 1]) expect(readTicket(key, ticket, later(ms))).toEqual(wanted)
    for (const ms of [TICKET_MS, TICKET_MS * 1_000]) expect(readTicket(key, ticket, later(ms))).toBe(undefined)
  })

  it('is nothing with any letter changed, added or taken away', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
    for (let at = 0; at < ticket.length; at += 1) {
      for (const letter of letters) {
        if (letter === ticket[at]) continue
        expect(readTicket(key, ticket.slice(0, at) + letter + ticket.slice(at + 1), now)).toBe(undefined)
      }
      expect(readTicket(key, ticket.slice(0, at) + ticket.slice(at + 1), now)).toBe(undefined)
    }
    for (const other of ['', '.', `${ticket}A`, `${ticket}\n`, ` ${ticket}`, ticket.split('.')[0] ?? '', 'x'.repeat(100_000)]) {
      expect(readTicket(key, other, now)).toBe(undefined)
    }
  })

  it('is nothing to another key', () => {
    expect(readTicket(new Uint8Array(32).fill(2), ticket, now)).toBe(undefined)
  })
})
