import { describe, expect, it } from 'vitest'
import { defaults, notch, readSettings, writeSettings } from './settings.js'
import type { Settings } from './types.ts'

describe('settings in the address', () => {
  it('reads everything', () => {
    const query = '?theme=dark&platform=ios&version=8.0&user=70003&language=pt-br&size=320x568&start=hello_1&frame=off'
      + '&fullscreen=on&location=deny&latitude=-33.9&longitude=18.4&safe=notch&keyboard=on'
    expect(readSettings(query)).toEqual({
      theme: 'dark',
      platform: 'ios',
      version: '8.0',
      user: '70003',
      language: 'pt-br',
      size: '320x568',
      start: 'hello_1',
      frame: false,
      fullscreen: true,
      location: 'deny',
      latitude: -33.9,
      longitude: 18.4,
      safe: notch,
      keyboard: true,
    } satisfies Settings)
  })

  it('is as by default where the address says nothing or nonsense', () => {
    expect(readSettings('')).toEqual(defaults)
    expect(readSettings('?theme=pink&platform=x&version=nine&user=-1&language=%3Cb%3E&size=9x9&start=a%20b&frame=maybe'
      + '&location=&latitude=91&longitude=east&safe=1,2&keyboard=1')).toEqual(defaults)
  })

  it('writes only what differs, and reads back what it wrote', () => {
    expect(writeSettings(defaults)).toBe('')
    const settings: Settings = {
      ...defaults, theme: 'dark', frame: false, latitude: 0, safe: { top: 1, right: 2, bottom: 3, left: 4 },
    }
    expect(writeSettings(settings)).toBe('theme=dark&frame=off&latitude=0&safe=1%2C2%2C3%2C4')
    expect(readSettings(writeSettings(settings))).toEqual(settings)
  })
})
