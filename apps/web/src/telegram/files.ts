import type { Bridge } from './bridge.ts'

/** A file that the server hands out at an address, without asking who fetches it. */
export interface OutgoingFile {
  name: string
  url: string
}

/** `refused`: the client asked the user, who said no. */
export type SaveResult = 'saved' | 'refused'

/**
 * Has a file saved: by the client itself since 8.0, in the browser that an older client opens, or here, in a plain
 * browser. A page inside Telegram cannot do it: clients frame it without that right. Never rejects.
 */
export function createSave(bridge: Bridge, inTelegram: boolean): (file: OutgoingFile) => Promise<SaveResult> {
  return async ({ name, url }) => {
    if (bridge.supports('web_app_request_file_download')) {
      try {
        const { status } = await bridge.request('web_app_request_file_download', 'file_download_requested', {
          params: { url, file_name: name },
        })
        return status === 'downloading' ? 'saved' : 'refused'
      } catch {
        // It could not be asked: the browser that it opens can do it.
      }
    }
    if (inTelegram) bridge.post('web_app_open_link', { url })
    else download(name, url)
    return 'saved'
  }
}

function download(name: string, url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
