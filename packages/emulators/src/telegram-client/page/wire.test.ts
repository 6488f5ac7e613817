import { parseLaunchParamsQuery, supports as sdkSupports } from '@telegram-apps/sdk'
import type { MethodName } from '@telegram-apps/sdk'
import { describe, expect, it } from 'vitest'
import { readableOn } from './colors.js'
import { fitScreen } from './fit.js'
import { launchUrl } from './launch.js'
import { defaults, versions } from './settings.js'
import { themes } from './themes.js'
import { introducedIn, isAtLeast, supports } from './versions.js'
import { readCall, writeEvent } from './wire.js'

describe('the wire', () => {
  it('reads calls, with and without parameters', () => {
    expect(readCall('{"eventType":"web_app_ready"}')).toEqual({ method: 'web_app_ready', params: {} })
    expect(readCall('{"eventType":"a","eventData":{"b":1}}')).toEqual({ method: 'a', params: { b: 1 } })
    expect(readCall('{"eventType":"a","eventData":"text"}')).toEqual({ method: 'a', params: {} })
  })

  it('takes no notice of anything else', () => {
    const others: unknown[] = ['', 'hello', 'null', '[]', '{}', '{"eventType":1}', null, 7, { eventType: 'a' }]
    expect(others.map((message) => readCall(message))).toEqual(others.map(() => undefined))
  })

  it('writes events as strings', () => {
    expect(writeEvent({ type: 'back_button_pressed' })).toBe('{"eventType":"back_button_pressed"}')
    expect(writeEvent({ type: 'x', data: { a: 1 } })).toBe('{"eventType":"x","eventData":{"a":1}}')
  })
})

describe('the launch address', () => {
  const initData = 'user=%7B%22id%22%3A7%2C%22first_name%22%3A%22A%20%26%20%F0%9F%8C%99%22%7D&auth_date=1800000000'
    + '&signature=abc&hash=00ff'

  it('is one that the SDK reads', () => {
    const settings = { ...defaults, theme: 'dark', platform: 'ios', start: 'hello', fullscreen: true } as const
    const url = new URL(launchUrl('https://app.example/?a=1#old', initData, settings))
    const launch = parseLaunchParamsQuery(url.hash.slice(1))
    expect(launch).toMatchObject({ tgWebAppVersion: '9.0', tgWebAppPlatform: 'ios', tgWebAppFullscreen: true })
    expect(launch.tgWebAppData?.user?.first_name).toBe('A & 🌙')
    expect(launch.tgWebAppThemeParams).toEqual(themes.dark)
    expect(url.search).toBe('?a=1&tgWebAppStartParam=hello')
  })

  it('carries the launch data byte by byte', () => {
    const hash = new URL(launchUrl('http://localhost:3000/', initData, defaults)).hash.slice(1)
    expect(new URLSearchParams(hash).get('tgWebAppData')).toBe(initData)
  })
})

describe('versions', () => {
  it('orders by number', () => {
    expect(isAtLeast('6.10', '6.9')).toBe(true)
    expect(isAtLeast('6.9', '6.10')).toBe(false)
    expect(isAtLeast('10.0', '9.6')).toBe(true)
  })

  it('agrees with the SDK on every method and version', () => {
    const methods: MethodName[] = ['iframe_ready', 'web_app_close', 'web_app_setup_main_button', 'web_app_open_tg_link',
      'web_app_setup_back_button', 'web_app_set_header_color', 'web_app_trigger_haptic_feedback', 'web_app_open_popup',
      'web_app_read_text_from_clipboard', 'web_app_switch_inline_query', 'web_app_invoke_custom_method',
      'web_app_request_phone', 'web_app_setup_settings_button', 'web_app_biometry_get_info',
      'web_app_setup_swipe_behavior', 'web_app_share_to_story', 'web_app_setup_secondary_button',
      'web_app_set_bottom_bar_color', 'web_app_request_safe_area', 'web_app_request_fullscreen',
      'web_app_request_location', 'web_app_request_file_download', 'web_app_device_storage_get_key',
      'web_app_hide_keyboard']
    const ours = methods.map((method) => [method, ...versions.map((version) => supports(method, version))])
    const theirs = methods.map((method) => [method, ...versions.map((version) => sdkSupports(method, version))])
    expect(ours).toEqual(theirs)
    expect(introducedIn('web_app_make_coffee')).toBeUndefined()
  })
})

it('fits a screen into the room there is', () => {
  const room = { width: 1000, height: 900 }
  expect(fitScreen('390x844', room, false)).toEqual({ width: 390, height: 844, scale: 1, x: 305, y: 28 })
  expect(fitScreen('1280x800', { width: 688, height: 900 }, false)).toMatchObject({ width: 1280, scale: 0.5, x: 24 })
  expect(fitScreen('full', room, false)).toEqual({ ...room, scale: 1, x: 0, y: 0 })
  expect(fitScreen('390x844', { width: 320, height: 568 }, true)).toMatchObject({ width: 320, height: 568, scale: 1 })
})

it('writes on a colour in the one that reads better', () => {
  expect(['#ffffff', '#f0f0f0', '#17212b', '#7a3fb5'].map(readableOn)).toEqual(['#000000', '#000000', '#ffffff', '#ffffff'])
})
