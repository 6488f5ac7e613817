import { ToolError } from '../tool.ts'

/** More than ten times what a forecast takes. */
const maxBytes = 256 * 1024

/** Words for the model, and fit for the user, when the provider does not answer as it should. */
export const serviceDown = 'The weather service does not answer right now.'
export const overQuota = 'The weather service is over its quota for now.'

/**
 * Fetches a small JSON body. Throws `ToolError` for trouble with the service (its URL may hold a key, so it is not
 * told), and the signal's reason when aborted.
 */
export async function getJson(
  url: URL,
  { fetch, signal }: { fetch: typeof globalThis.fetch, signal: AbortSignal },
): Promise<{ status: number, body: unknown }> {
  try {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
    const text = await readText(response)
    if (response.status === 429) throw new ToolError(overQuota)
    return { status: response.status, body: JSON.parse(text) }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ToolError ? error : new ToolError(serviceDown, { cause: error })
  }
}

/** `path` under `base`, which may have a path of its own. */
export function endpoint(base: string, path: string): URL {
  return new URL(base.replace(/\/+$/, '') + path)
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new ToolError(serviceDown)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
