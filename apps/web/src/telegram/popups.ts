import type { Bridge } from './bridge.ts'

/** A question with two answers. `danger` paints the first one as destructive. */
export interface Confirmation {
  title: string
  message: string
  confirm: string
  cancel: string
  danger?: boolean
}

export type Ask = (question: Confirmation) => Promise<boolean>

/** Telegram's own limits: https://core.telegram.org/bots/webapps#popupparams */
const clip = (text: string, length: number) => text.length > length ? `${text.slice(0, length - 1)}…` : text

/** Asks through the client's own popup; through `fallback` where there is none or another one is open. */
export function createAsk(bridge: Bridge, fallback: Ask): Ask {
  let open = false
  return async (question) => {
    if (open || !bridge.supports('web_app_open_popup')) return await fallback(question)
    open = true
    try {
      const closed = await bridge.request('web_app_open_popup', 'popup_closed', {
        params: {
          title: clip(question.title, 64),
          message: clip(question.message, 256),
          buttons: [
            { id: 'confirm', type: question.danger ? 'destructive' : 'default', text: clip(question.confirm, 64) },
            { id: 'cancel', type: 'default', text: clip(question.cancel, 64) },
          ],
        },
      })
      return closed.button_id === 'confirm'
    } catch {
      return await fallback(question)
    } finally {
      open = false
    }
  }
}
