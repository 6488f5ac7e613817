import type { EventListener, EventName, MethodName, PostEventFn } from '@telegram-apps/sdk'
import { createPostEvent, on, supports, targetOrigin } from '@telegram-apps/sdk'
import { createRequest } from './request.ts'
import type { Request } from './request.ts'

/** The wire to the client. Without a client it is silent: nothing is supported, nothing is sent, nothing comes. */
export interface Bridge {
  /** Whether there is a client and its version has the method. */
  supports: (method: MethodName) => boolean
  /** Whether the header takes any colour, rather than one of two keys. */
  readonly paintsHeader: boolean
  /** Tells the client; what its version does not know is left unsaid. Never throws. */
  post: PostEventFn
  /** Asks the client; rejects when it cannot be asked or does not answer in the time given. */
  request: Request
  on: <E extends EventName>(event: E, listener: EventListener<E>) => void
}

const silent = (() => undefined) as PostEventFn

/** `version` is the client's Mini App version; undefined outside Telegram. */
export function createBridge(version: string | undefined): Bridge {
  const post = version === undefined ? undefined : connect(version)
  if (version === undefined || post === undefined) {
    return {
      supports: () => false,
      paintsHeader: false,
      post: silent,
      request: () => Promise.reject(new Error('There is no client')),
      on: () => undefined,
    }
  }
  return {
    supports: (method) => supports(method, version),
    paintsHeader: supports('web_app_set_header_color', 'color', version),
    post,
    request: createRequest(post),
    on: (event, listener) => void on(event, listener),
  }
}

/** The SDK's way of sending, made safe; undefined when no client listens. */
function connect(version: string): PostEventFn | undefined {
  // As Telegram's own script does: a web client may live on any origin, and nothing secret is sent to it.
  targetOrigin.set('*')
  const send = createPostEvent(version, () => undefined) as (method: MethodName, params?: unknown) => void
  try {
    send('iframe_ready', { reload_supported: true })
  } catch {
    return undefined
  }
  return ((method: MethodName, params?: unknown) => {
    try {
      send(method, params)
    } catch {
      // A client that went away or refuses a message must not break the page.
    }
  }) as PostEventFn
}
