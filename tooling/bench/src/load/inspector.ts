import { once } from 'node:events'

/** A way into a process that was started with `--inspect`. */
export interface Inspector {
  /** Collects all garbage, which stops the process for a moment. Resolves to the bytes of heap that stay in use. */
  heapAfterCollection: () => Promise<number>
  close: () => void
}

/** Connects to the address that Node wrote to `output`. https://chromedevtools.github.io/devtools-protocol/v8/ */
export async function connectInspector(output: string): Promise<Inspector> {
  const address = /Debugger listening on (ws:\S+)/.exec(output)?.[1]
  if (address === undefined) throw new Error(`The process was not started with --inspect:\n${output}`)
  const socket = new WebSocket(address)
  await once(socket, 'open')
  let lastId = 0

  const call = async (method: string): Promise<unknown> => {
    const id = ++lastId
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const hear = ({ data }: MessageEvent): void => {
      const answer = JSON.parse(String(data)) as { id?: number, result?: unknown }
      if (answer.id === id) resolve(answer.result)
    }
    const end = (): void => reject(new Error(`The process ended during ${method}`))
    socket.addEventListener('message', hear)
    socket.addEventListener('close', end)
    socket.send(JSON.stringify({ id, method }))
    try {
      return await promise
    } finally {
      socket.removeEventListener('message', hear)
      socket.removeEventListener('close', end)
    }
  }
  return {
    async heapAfterCollection() {
      await call('HeapProfiler.collectGarbage')
      const { usedSize } = await call('Runtime.getHeapUsage') as { usedSize: number }
      return usedSize
    },
    close: () => socket.close(),
  }
}
