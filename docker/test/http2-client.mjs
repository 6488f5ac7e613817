import assert from 'node:assert/strict'
import { connect } from 'node:http2'
import { readFileSync } from 'node:fs'

/** One HTTP/2 connection, as a webview has it: calls and a stream side by side. */
export function openHttp2(origin, headers) {
  const session = connect(origin, { ca: readFileSync(process.env.NODE_EXTRA_CA_CERTS) })

  async function open(request, body) {
    const stream = session.request({ ...headers, ...request })
    stream.end(body)
    const status = await new Promise((resolve, reject) => {
      stream.on('response', (response) => resolve(response[':status'])).on('error', reject)
    })
    return { stream: stream.setEncoding('utf8'), status }
  }

  async function read({ stream, status }) {
    let text = ''
    for await (const chunk of stream) text += chunk
    assert.equal(status, 200, text)
    return text
  }

  return {
    post: async (path, body) =>
      await read(await open({ ':method': 'POST', ':path': path, 'content-type': 'application/json' }, JSON.stringify(body))),

    /** The data of each server-sent event, parsed. */
    async* events(path) {
      const { stream, status } = await open({ ':path': path, accept: 'text/event-stream' })
      assert.equal(status, 200)
      let rest = ''
      for await (const chunk of stream) {
        const blocks = (rest + chunk).split('\n\n')
        rest = blocks.pop()
        for (const block of blocks) {
          const data = /^data: ?(.*)$/m.exec(block)?.[1]
          const parsed = data === undefined ? undefined : JSON.parse(data)
          if (parsed?.json !== undefined) yield parsed
        }
      }
    },

    async status(path) {
      const { stream, status } = await open({ ':path': path })
      stream.resume()
      return status
    },

    close: () => session.destroy(),
  }
}
