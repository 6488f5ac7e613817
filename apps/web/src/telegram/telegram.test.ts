// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Launch } from './launch.ts'
import { createTelegram } from './telegram.ts'

type Sent = [method: string, params: Record<string, unknown> | undefined]

interface Receiver { receiveEvent: (event: string, data: unknown) => void }

interface Client {
  sent: Sent[]
  methods: () => string[]
  emit: (event: string, data: unknown) => void
}

/** A native client: it takes messages by its proxy and pushes its own by the receiver that the page has put up. */
function startClient(onPost: (sent: Sent, client: Client) => void = () => undefined): Client {
  const client: Client = {
    sent: [],
    methods: () => client.sent.map(([method]) => method),
    emit(event, data) {
      const { Telegram } = window as unknown as { Telegram: { WebView: Receiver } }
      Telegram.WebView.receiveEvent(event, data)
    },
  }
  vi.stubGlobal('TelegramWebviewProxy', {
    postEvent(method: string, json: string | undefined) {
      const sent: Sent = [method, json === undefined ? undefined : JSON.parse(json) as Record<string, unknown>]
      client.sent.push(sent)
      onPost(sent, client)
    },
  })
  return client
}

const launch = (over: Partial<Launch> = {}): Launch => ({
  initData: 'x', user: undefined, version: '9.0', platform: 'ios', startParam: undefined, theme: {}, fullscreen: false, ...over,
})
const question = { title: 'Delete?', message: 'Gone for good.', confirm: 'Delete', cancel: 'Cancel', danger: true }
const open = (given: Launch | undefined, ask = vi.fn(async () => await Promise.resolve(true))) =>
  ({ ask, telegram: createTelegram({ launch: given, ask, root: document.documentElement }) })
const style = (name: string) => document.documentElement.style.getPropertyValue(name)

beforeEach(() => {
  document.documentElement.removeAttribute('style')
})
afterEach(() => vi.unstubAllGlobals())

describe('every call in every client', () => {
  it.each([
    ['in a plain browser', undefined],
    ['in the first version that had Mini Apps', launch({ version: '6.0' })],
    ['in an old version', launch({ version: '6.7' })],
    ['in a version nobody knows', launch({ version: 'tomorrow' })],
    ['in a new version', launch({ version: '99.1' })],
  ])('does not throw %s', async (_name, given) => {
    if (given) startClient()
    const { telegram } = open(given)
    telegram.ready()
    telegram.close()
    telegram.viewport.expand()
    telegram.viewport.setFullscreen(true)
    telegram.viewport.setFullscreen(false)
    telegram.backButton.show(true)
    telegram.backButton.onPress(() => undefined)
    telegram.settingsButton.show(true)
    telegram.mainButton.show('Go', () => undefined)()
    telegram.haptics.light()
    telegram.haptics.success()
    telegram.haptics.error()
    telegram.haptics.selection()
    telegram.hideKeyboard()
    telegram.guardClosing(Symbol('a'), true)
    telegram.theme.dress({ header: 'header', background: 'surface' })
    await nextTick()
    expect(style('--color-surface')).toBe('#ffffff')
  })

  it('does not throw when launch parameters are there and no client is', () => {
    const { telegram } = open(launch())
    expect(() => telegram.ready()).not.toThrow()
    expect(telegram.backButton.available).toBe(false)
  })

  it('sends an old client nothing that it does not know', async () => {
    const client = startClient()
    const { telegram, ask } = open(launch({ version: '6.0' }))
    telegram.haptics.light()
    telegram.backButton.show(true)
    await telegram.confirm(question)
    expect(client.methods()).toEqual(['iframe_ready', 'web_app_request_theme', 'web_app_request_viewport'])
    expect(ask).toHaveBeenCalledOnce()
  })
})

describe('the main button', () => {
  it('does the last thing it was shown for, until that is taken away', () => {
    const client = startClient()
    const { telegram } = open(launch({ version: '6.0' }))
    const [first, second] = [vi.fn(), vi.fn()]
    const hideFirst = telegram.mainButton.show('Close', first)
    const hideSecond = telegram.mainButton.show('To the chats', second)
    hideFirst()
    client.emit('main_button_pressed', null)
    expect(first).not.toHaveBeenCalled()
    expect(second).toHaveBeenCalledOnce()
    hideSecond()
    client.emit('main_button_pressed', null)
    expect(second).toHaveBeenCalledOnce()
    expect(client.sent.filter(([method]) => method === 'web_app_setup_main_button').map(([, params]) => params)).toEqual([
      { is_visible: true, is_active: true, text: 'Close' },
      { is_visible: true, is_active: true, text: 'To the chats' },
      { is_visible: false },
    ])
  })
})

describe('a popup', () => {
  it.each([['confirm', true], ['cancel', false], [null, false]])('closed by %s answers %s', async (button, answer) => {
    startClient(([method], client) => {
      if (method === 'web_app_open_popup') client.emit('popup_closed', button === null ? {} : { button_id: button })
    })
    const { telegram, ask } = open(launch())
    await expect(telegram.confirm(question)).resolves.toBe(answer)
    expect(ask).not.toHaveBeenCalled()
  })

  it('keeps to Telegram’s lengths', async () => {
    const client = startClient(([method], { emit }) => {
      if (method === 'web_app_open_popup') emit('popup_closed', {})
    })
    const { telegram } = open(launch())
    await telegram.confirm({ ...question, title: 'x'.repeat(100), message: 'y'.repeat(1_000) })
    const params = client.sent.find(([method]) => method === 'web_app_open_popup')?.[1]
    expect(String(params?.['title']).length).toBe(64)
    expect(String(params?.['message']).length).toBe(256)
  })

  it('is the app’s own while the client’s is open', async () => {
    let close: (() => void) | undefined
    startClient(([method], client) => {
      if (method === 'web_app_open_popup') close = () => client.emit('popup_closed', { button_id: 'confirm' })
    })
    const { telegram, ask } = open(launch())
    const first = telegram.confirm(question)
    await telegram.confirm(question)
    expect(ask).toHaveBeenCalledOnce()
    close?.()
    await expect(first).resolves.toBe(true)
  })
})

describe('the viewport', () => {
  it('adds the device’s and the client’s insets and leaves out absurd ones', () => {
    const client = startClient()
    open(launch())
    client.emit('safe_area_changed', { top: 47, bottom: 34, left: 0, right: -3 })
    client.emit('content_safe_area_changed', { top: 46, bottom: 5_000, left: 0, right: 0 })
    expect([style('--inset-top'), style('--inset-bottom'), style('--inset-right')]).toEqual(['93px', '34px', '0px'])
  })

  it('follows the height, the stable one apart, and ignores a collapse to one pixel', () => {
    const client = startClient()
    open(launch())
    client.emit('viewport_changed', { height: 700, width: 390, is_state_stable: true, is_expanded: true })
    client.emit('viewport_changed', { height: 400, width: 390, is_state_stable: false, is_expanded: true })
    client.emit('viewport_changed', { height: 1, width: 390, is_state_stable: true, is_expanded: true })
    expect([style('--viewport-height'), style('--viewport-stable-height')]).toEqual(['400px', '700px'])
  })

  it('knows when the client has gone full screen', () => {
    const client = startClient()
    const { telegram } = open(launch())
    client.emit('fullscreen_changed', { is_fullscreen: true })
    expect(telegram.viewport.fullscreen.value).toBe(true)
  })
})

describe('the theme', () => {
  it('follows the client live, and colours its bars', async () => {
    const client = startClient()
    const { telegram } = open(launch({ theme: { bg_color: '#ffffff' } }))
    client.sent.length = 0
    client.emit('theme_changed', { theme_params: { bg_color: '#17212b', secondary_bg_color: '#232e3c', text_color: '#f5f5f5' } })
    await nextTick()
    expect(telegram.theme.dark.value).toBe(true)
    expect(style('--tg-theme-bg-color')).toBe('#17212b')
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(client.sent).toContainEqual(['web_app_set_header_color', { color: '#232e3c' }])
    expect(client.sent).toContainEqual(['web_app_set_bottom_bar_color', { color: '#232e3c' }])
  })

  it('is the client’s of now, not that of the launch', async () => {
    startClient(([method], { emit }) => {
      if (method === 'web_app_request_theme') emit('theme_changed', { theme_params: { bg_color: '#17212b' } })
    })
    const { telegram } = open(launch({ theme: { bg_color: '#ffffff' } }))
    await nextTick()
    expect(telegram.theme.dark.value).toBe(true)
  })

  it('is the user’s choice in a plain browser only', async () => {
    const browser = open(undefined).telegram
    browser.theme.choose('dark')
    await nextTick()
    expect(browser.theme.dark.value).toBe(true)
    startClient()
    const inside = open(launch({ theme: { bg_color: '#ffffff' } })).telegram
    inside.theme.choose('dark')
    await nextTick()
    expect(inside.theme.dark.value).toBe(false)
  })
})

describe('closing', () => {
  it('is guarded while anybody holds', () => {
    const client = startClient()
    const { telegram } = open(launch())
    const [draft, stream] = [Symbol('draft'), Symbol('stream')]
    client.sent.length = 0
    telegram.guardClosing(draft, true)
    telegram.guardClosing(stream, true)
    telegram.guardClosing(draft, false)
    telegram.guardClosing(stream, false)
    telegram.guardClosing(stream, false)
    expect(client.sent).toEqual([
      ['web_app_setup_closing_behavior', { need_confirmation: true }],
      ['web_app_setup_closing_behavior', { need_confirmation: false }],
    ])
  })
})

describe('links', () => {
  it('open in the client, Telegram’s own inside it, and nothing but the web', () => {
    const client = startClient()
    const { telegram } = open(launch())
    client.sent.length = 0
    for (const address of [
      'https://example.org/a?b#c', 'https://t.me/durov', 'javascript:alert(1)', 'data:text/html,x', 'tg://x', 'nothing',
    ]) telegram.openLink(address)
    expect(client.sent).toEqual([
      ['web_app_open_link', { url: 'https://example.org/a?b#c' }],
      ['web_app_open_tg_link', { path_full: '/durov' }],
    ])
  })
})

describe('a file', () => {
  const file = { name: 'Trip.md', url: 'https://parley.example/export?ticket=x' }

  it.each([['downloading', 'saved'], ['cancelled', 'refused']])('that the client says is %s is %s', async (status, result) => {
    const client = startClient(([method], { emit }) => {
      if (method === 'web_app_request_file_download') emit('file_download_requested', { status })
    })
    await expect(open(launch()).telegram.save(file)).resolves.toBe(result)
    expect(client.sent).toContainEqual(['web_app_request_file_download', { url: file.url, file_name: 'Trip.md' }])
  })

  it('is opened in the browser by a client that cannot download', async () => {
    const client = startClient()
    await expect(open(launch({ version: '7.10' })).telegram.save(file)).resolves.toBe('saved')
    expect(client.sent).toContainEqual(['web_app_open_link', { url: file.url }])
  })

  it('is downloaded by a plain browser', async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      expect([this.href, this.download]).toEqual([file.url, file.name])
    })
    await expect(open(undefined).telegram.save(file)).resolves.toBe('saved')
    expect(clicked).toHaveBeenCalledOnce()
    clicked.mockRestore()
  })
})

describe('the place', () => {
  const answering = (available: boolean) => startClient(([method], client) => {
    if (method === 'web_app_check_location') client.emit('location_checked', { available: true, access_requested: true, access_granted: true })
    if (method === 'web_app_request_location') {
      client.emit('location_requested', available
        ? { available, latitude: 48.856613, longitude: 2.352222, altitude: null, course: null, speed: null }
        : { available })
    }
  })

  it('comes from the client, to about a kilometre', async () => {
    answering(true)
    await expect(open(launch()).telegram.locate())
      .resolves.toEqual({ ok: true, place: { latitude: 48.86, longitude: 2.35 } })
  })

  it('may be refused', async () => {
    answering(false)
    await expect(open(launch()).telegram.locate()).resolves.toEqual({ ok: false, reason: 'denied' })
  })

  it('that was refused before is allowed in the client’s own settings', async () => {
    const client = startClient(([method], { emit }) => {
      if (method === 'web_app_check_location') emit('location_checked', { available: true, access_requested: true, access_granted: false })
      if (method === 'web_app_request_location') emit('location_requested', { available: false })
    })
    const result = await open(launch()).telegram.locate()
    expect(result).toMatchObject({ ok: false, reason: 'denied' })
    if (!result.ok) result.allow?.()
    expect(client.methods()).toContain('web_app_open_location_settings')
  })

  it('comes from the browser where the client has none to give', async () => {
    vi.stubGlobal('navigator', {
      ...navigator,
      geolocation: {
        getCurrentPosition: (done: (position: { coords: object }) => void) =>
          done({ coords: { latitude: 1.234, longitude: 5.678 } }),
      },
    })
    await expect(open(undefined).telegram.locate())
      .resolves.toEqual({ ok: true, place: { latitude: 1.23, longitude: 5.68 } })
  })
})

describe('the keyboard', () => {
  it('is hidden by the client, and by an older one when the field loses the focus', () => {
    const client = startClient()
    open(launch({ version: '9.1' })).telegram.hideKeyboard()
    expect(client.methods()).toContain('web_app_hide_keyboard')
    const field = document.createElement('textarea')
    document.body.append(field)
    field.focus()
    open(launch({ version: '9.0' })).telegram.hideKeyboard()
    expect(document.activeElement).not.toBe(field)
    field.remove()
  })
})

describe('visibility', () => {
  it('is the client’s and the page’s together', () => {
    const client = startClient()
    const { telegram } = open(launch())
    expect(telegram.visible.value).toBe(true)
    client.emit('visibility_changed', { is_visible: false })
    expect(telegram.visible.value).toBe(false)
    client.emit('visibility_changed', { is_visible: true })
    expect(telegram.visible.value).toBe(true)
  })
})
