import type { Bridge } from './bridge.ts'

/** A file to hand to the user. `url` is where the server has it, for clients that download by address. */
export interface OutgoingFile {
  name: string
  type: string
  text: string
  url?: string | undefined
}

/** What became of it. `refused`: the user said no; `impossible`: nothing here can save a file. */
export type SaveResult = 'saved' | 'refused' | 'impossible'

/** Saves through the client, the system's share sheet, or a download, whichever the place has. Never rejects. */
export function createSave(bridge: Bridge, inTelegram: boolean): (file: OutgoingFile) => Promise<SaveResult> {
  return async (file) => {
    if (file.url !== undefined && bridge.supports('web_app_request_file_download')) {
      try {
        const { status } = await bridge.request('web_app_request_file_download', 'file_download_requested', {
          params: { url: file.url, file_name: file.name },
        })
        return status === 'downloading' ? 'saved' : 'refused'
      } catch {
        // The client did not understand: the ways of the browser are left.
      }
    }
    return (inTelegram ? await share(file) : undefined) ?? download(file)
  }
}

/** Undefined where there is no share sheet for files. */
async function share({ name, type, text }: OutgoingFile): Promise<SaveResult | undefined> {
  const data: ShareData = { files: [new File([text], name, { type })] }
  if (!('canShare' in navigator) || !navigator.canShare(data)) return undefined
  try {
    await navigator.share(data)
    return 'saved'
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'refused' : undefined
  }
}

function download({ name, type, text }: OutgoingFile): SaveResult {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // A browser that has begun to read the blob keeps it until it is done.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return 'saved'
}
