import { describe, expect, it } from 'vitest'
import { contextWith } from './fixtures.ts'
import { closePopup, receive } from './host.js'
import { notch } from './settings.js'
import { openedState } from './state.js'
import { themes } from './themes.js'
import type { HostContext, HostState, Outcome } from './types.ts'

const opened = openedState(false)

function call(method: string, params: Record<string, unknown> = {}, context = contextWith(), state = opened): Outcome {
  return receive(state, { method, params }, context)
}

/** The state after these calls, one after the other. */
function after(calls: [string, Record<string, unknown>?][], context: HostContext = contextWith()): HostState {
  return calls.reduce((state, [method, params]) => call(method, params, context, state).state, opened)
}

describe('questions', () => {
  it('answers with the theme, the viewport and both kinds of insets', () => {
    const context = contextWith({ theme: 'dark', safe: notch, frame: false })
    const events = ['web_app_request_theme', 'web_app_request_viewport', 'web_app_request_safe_area',
      'web_app_request_content_safe_area'].flatMap((method) => call(method, {}, context).events ?? [])
    expect(events).toEqual([
      { type: 'theme_changed', data: { theme_params: themes.dark } },
      { type: 'viewport_changed', data: { width: 390, height: 788, is_expanded: true, is_state_stable: true } },
      { type: 'safe_area_changed', data: notch },
      { type: 'content_safe_area_changed', data: { top: 0, right: 0, bottom: 0, left: 0 } },
    ])
  })

  it('gives the location only when it is allowed', () => {
    const ask = (location: 'allow' | 'deny' | 'off'): unknown[] => ['web_app_check_location', 'web_app_request_location']
      .map((method) => call(method, {}, contextWith({ location, latitude: 1.5, longitude: -2 })).events?.[0]?.data)
    expect(ask('allow')).toEqual([{ available: true, access_requested: true, access_granted: true },
      { available: true, latitude: 1.5, longitude: -2, horizontal_accuracy: 20 }])
    expect(ask('deny')).toEqual([{ available: true, access_requested: true, access_granted: false }, { available: false }])
    expect(ask('off')).toEqual([{ available: false }, { available: false }])
  })

  it('answers what it does not have, so that nothing waits for ever', () => {
    expect(call('web_app_request_phone').events).toEqual([{ type: 'phone_requested', data: { status: 'cancelled' } }])
    expect(call('web_app_read_text_from_clipboard', { req_id: '7' }).events)
      .toEqual([{ type: 'clipboard_text_received', data: { req_id: '7' } }])
  })
})

describe('buttons', () => {
  it('shows and hides them', () => {
    const state = after([['web_app_setup_back_button', { is_visible: true }],
      ['web_app_setup_settings_button', { is_visible: true }], ['web_app_setup_back_button', { is_visible: false }]])
    expect([state.backButton, state.settingsButton]).toEqual([false, true])
  })

  it('keeps what a later call does not name', () => {
    const { mainButton } = after([
      ['web_app_setup_main_button', { is_visible: true, text: ' Send ', color: '#112233' }],
      ['web_app_setup_main_button', { is_progress_visible: true, color: 'red; background: url(//evil)' }],
    ])
    expect(mainButton).toEqual({
      visible: true, active: true, progress: true, text: 'Send', color: '#112233', textColor: undefined,
    })
  })

  it('gives the home bar\'s room to the bottom button', () => {
    const context = contextWith({ safe: notch })
    const state = after([['web_app_setup_main_button', { is_visible: true }]], context)
    expect(call('web_app_request_safe_area', {}, context).events?.[0]?.data).toMatchObject({ top: 0, bottom: 34 })
    expect(call('web_app_request_safe_area', {}, context, state).events?.[0]?.data).toMatchObject({ bottom: 0 })
  })
})

describe('popups', () => {
  const popup = { title: 'Delete?', message: 'For good.', buttons: [{ id: 'yes', type: 'destructive', text: 'Delete' },
    { id: 'no', type: 'cancel' }] }

  it('shows one and tells the button', () => {
    const { state } = call('web_app_open_popup', popup)
    expect(state.popup?.buttons.map(({ text }) => text)).toEqual(['Delete', 'Cancel'])
    const answered = closePopup(state, 'yes')
    expect(answered.events).toEqual([{ type: 'popup_closed', data: { button_id: 'yes' } }])
    expect(answered.state.popup).toBeUndefined()
  })

  it('tells no button when it was left otherwise', () => {
    expect(closePopup(opened).events).toEqual([{ type: 'popup_closed', data: {} }])
  })

  it('refuses a second one over the first, and a fourth within three seconds', () => {
    const start = 1_000_000
    let state = opened
    const open = (at: number): string | undefined => {
      const outcome = call('web_app_open_popup', popup, contextWith({}, start + at), state)
      state = outcome.state
      return outcome.note
    }
    expect(open(0)).toBeUndefined()
    expect(open(1)).toMatch('open already')
    for (const at of [1000, 2000]) {
      state = closePopup(state).state
      expect(open(at)).toBeUndefined()
    }
    state = closePopup(state).state
    expect(open(2999)).toMatch('three popups')
    expect(open(3000)).toBeUndefined()
  })

  it.each([
    [{ ...popup, message: '' }], [{ ...popup, message: 'x'.repeat(257) }], [{ ...popup, title: 'x'.repeat(65) }],
    [{ ...popup, buttons: [] }], [{ ...popup, buttons: Array(4).fill({ type: 'ok' }) }], [{ ...popup, buttons: 'ok' }],
    [{ ...popup, buttons: [{ type: 'default' }] }], [{ ...popup, buttons: [null] }],
  ])('shows nothing for what real clients refuse: %j', (params) => {
    const outcome = call('web_app_open_popup', params)
    expect(outcome.state.popup).toBeUndefined()
    expect(outcome.note).toMatch('ignored')
  })
})

describe('the window', () => {
  it('goes fullscreen once, with the new insets', () => {
    const context = contextWith({ safe: notch })
    const entered = call('web_app_request_fullscreen', {}, context)
    expect(entered.events?.map(({ type, data }) => [type, data])).toEqual([
      ['fullscreen_changed', { is_fullscreen: true }],
      ['safe_area_changed', notch],
      ['content_safe_area_changed', { top: 46, right: 0, bottom: 0, left: 0 }],
    ])
    expect(call('web_app_request_fullscreen', {}, context, entered.state).events)
      .toEqual([{ type: 'fullscreen_failed', data: { error: 'ALREADY_FULLSCREEN' } }])
    expect(call('web_app_exit_fullscreen', {}, context, entered.state).state.fullscreen).toBe(false)
  })

  it('takes colours by value and by name, and nothing else', () => {
    const state = after([['web_app_set_header_color', { color: '#abcdef' }],
      ['web_app_set_background_color', { color: 'url(//evil)' }], ['web_app_set_bottom_bar_color', { color: '#123456' }]])
    expect([state.headerColor, state.backgroundColor, state.bottomBarColor]).toEqual(['#abcdef', undefined, '#123456'])
    expect(after([['web_app_set_header_color', { color_key: 'secondary_bg_color' }]]).headerColor)
      .toBe('secondary_bg_color')
  })

  it('closes, opens links and downloads through the page', () => {
    expect(call('web_app_close').effects).toEqual([{ type: 'close' }])
    expect(call('web_app_open_link', { url: 'https://example.org/a' }).effects)
      .toEqual([{ type: 'openLink', url: 'https://example.org/a' }])
    expect(call('web_app_open_tg_link', { path_full: '/parley' }).effects)
      .toEqual([{ type: 'openLink', url: 'https://t.me/parley' }])
    expect(call('web_app_request_file_download', { url: 'https://example.org/a', file_name: 'a.md' }).effects)
      .toEqual([{ type: 'download', url: 'https://example.org/a', name: 'a.md' }])
  })

  it('opens and downloads nothing that could run here', () => {
    expect(call('web_app_open_link', { url: 'javascript:alert(1)' })).toMatchObject({ note: /not an http/ })
    const refused = call('web_app_request_file_download', { url: 'javascript:alert(1)', file_name: 'a' })
    expect(refused.effects).toBeUndefined()
    expect(refused.events).toEqual([{ type: 'file_download_requested', data: { status: 'cancelled' } }])
  })
})

describe('versions', () => {
  it('ignores what an older client does not know, and says so', () => {
    const outcome = call('web_app_setup_back_button', { is_visible: true }, contextWith({ version: '6.0' }))
    expect(outcome).toEqual({ state: opened, note: 'ignored: since 6.1, this client is 6.0' })
  })

  it('ignores what nobody knows', () => {
    for (const method of ['web_app_make_coffee', 'toString', '__proto__', '']) {
      expect(call(method)).toEqual({ state: opened, note: 'ignored: no client knows this method' })
    }
  })
})
