// What people reach: the server behind nginx, over TLS. Run by docker/check-images.sh, which starts both.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { openHttp2 } from './http2-client.mjs'

const { PORT, HTTP_PORT, HTTPS_PORT, BOT_TOKEN } = process.env
const http = `http://localhost:${HTTP_PORT}`
const https = `https://localhost:${HTTPS_PORT}`
const server = `http://127.0.0.1:${PORT}`

/** https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app */
function signInitData(user) {
  const fields = new URLSearchParams({ auth_date: String(Math.floor(Date.now() / 1000)), user: JSON.stringify(user) })
  const checkString = [...fields].map(([name, value]) => `${name}=${value}`).sort().join('\n')
  const secret = createHmac('sha256', 'WebAppData').update(BOT_TOKEN).digest()
  fields.set('hash', createHmac('sha256', secret).update(checkString).digest('hex'))
  return fields.toString()
}

before(async () => {
  for (let attempt = 0; ; attempt++) {
    const status = await fetch(`${https}/readyz`).then((response) => response.status, (error) => error.cause?.code ?? error)
    if (status === 200) return
    if (attempt === 120) assert.fail(`/readyz is not ready after a minute: ${status}`)
    await pause(500)
  }
})

describe('the page', () => {
  test('HTTP leads to HTTPS, with the path and the query', async () => {
    const response = await fetch(`${http}/chat/1?a=b`, { redirect: 'manual' })
    assert.equal(response.status, 308)
    assert.equal(response.headers.get('location'), 'https://localhost/chat/1?a=b')
  })

  test('comes with the headers that the server would give it, once each', async () => {
    const [page, own, call] = await Promise.all([fetch(https), fetch(`${server}/healthz`), fetch(`${https}/healthz`)])
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('cache-control'), 'no-cache')
    assert.equal(page.headers.get('server'), 'nginx')
    for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-resource-policy']) {
      assert.equal(page.headers.get(name), own.headers.get(name), name)
      assert.equal(call.headers.get(name), own.headers.get(name), name)
    }
    assert.match(page.headers.get('strict-transport-security') ?? '', /^max-age=\d{8}$/)
  })

  test('is every screen of the app, and nothing else', async () => {
    const page = await (await fetch(https)).text()
    assert.equal(await (await fetch(`${https}/chat/0199-some-id`)).text(), page)
    for (const path of ['/assets/none.js', '/none.png', '/.env', '/dev/telegram', '/dev/init-data?user=1', '/metrics']) {
      assert.equal((await fetch(`${https}${path}`)).status, 404, path)
    }
    assert.equal((await fetch(https, { method: 'POST', body: 'x' })).status, 403)
  })

  test('has assets that are kept for ever, compressed', async () => {
    const path = /\/assets\/[\w.-]+\.js/.exec(await (await fetch(https)).text())?.[0]
    const response = await fetch(`${https}${path}`, { headers: { 'accept-encoding': 'gzip' } })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-encoding'), 'gzip')
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.match(await response.text(), /import|export|const|function/)
  })
})

describe('the connection', () => {
  const handshake = (options) => new Promise((resolve, reject) => {
    const socket = connectTls({ host: 'localhost', port: Number(HTTPS_PORT), servername: 'localhost', ...options }, () => {
      resolve({ protocol: socket.getProtocol(), alpn: socket.alpnProtocol })
      socket.destroy()
    }).on('error', reject)
  })

  test('is TLS 1.3 and HTTP/2', async () => {
    assert.deepEqual(await handshake({ ALPNProtocols: ['h2', 'http/1.1'] }), { protocol: 'TLSv1.3', alpn: 'h2' })
  })

  test('is not TLS 1.1', async () => {
    await assert.rejects(handshake({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }))
  })
})

describe('the API', () => {
  test('says who is not let in', async () => {
    const response = await fetch(`${https}/trpc/auth.me`, { headers: { authorization: `tma ${signInitData({ id: 7, first_name: 'A' })}0` } })
    assert.equal(response.status, 401)
    assert.equal((await response.json()).error.json.data.reason, 'INIT_DATA_INVALID')
  })

  test('takes no body that no message needs', async () => {
    assert.equal((await fetch(`${https}/trpc/message.send`, { method: 'POST', body: 'x'.repeat(300_000) })).status, 413)
  })

  test('streams a reply as it grows', async () => {
    const client = openHttp2(https, { authorization: `tma ${signInitData({ id: 7, first_name: 'Zoë', language_code: 'en' })}` })
    const chatId = randomUUID()
    const mutate = (procedure, input) => client.post(`/trpc/${procedure}`, { json: input })
    await mutate('chat.create', { id: chatId })

    const input = encodeURIComponent(JSON.stringify({ json: { chatId } }))
    const arrivals = []
    let text = ''
    for await (const { json } of client.events(`/trpc/chat.events?input=${input}`)) {
      if (json.type === 'snapshot') {
        // 120 tokens at 60 a second: two seconds.
        const prompt = '[[scenario:tokens n=120 seed=3 rate=60]]'
        await mutate('message.send', { chatId, id: randomUUID(), replyId: randomUUID(), text: prompt })
      }
      if (json.type === 'delta') {
        arrivals.push(performance.now())
        text += json.text
      }
      if (json.type === 'finish') {
        assert.equal(json.status, 'done')
        break
      }
    }
    client.close()
    const spread = arrivals.at(-1) - arrivals[0]
    assert.ok(arrivals.length >= 10, `${arrivals.length} events`)
    assert.ok(spread > 1_000, `all within ${spread} ms: somebody held them back`)
    assert.equal(text.split(/\s+/u).length, 120)
  })

  test('hands out an export by its address, and says nothing of its own about keeping it', async () => {
    const headers = { authorization: `tma ${signInitData({ id: 7, first_name: 'Zoë' })}`, 'content-type': 'application/json' }
    const answer = await fetch(`${https}/trpc/auth.exportLink`, { method: 'POST', headers, body: '{"json":null}' })
    const { path } = (await answer.json()).result.data.json
    const file = await fetch(https + path)
    assert.equal(file.status, 200)
    assert.match(file.headers.get('content-disposition'), /^attachment; filename="?parley-[\d-]+\.json/)
    assert.equal(file.headers.get('cache-control'), 'no-store')
    assert.equal(file.headers.get('access-control-allow-origin'), 'https://web.telegram.org')
    assert.equal((await file.json()).user.id, '7')
  })

  test('answers nobody who calls too often', async () => {
    const client = openHttp2(https, {})
    const statuses = await Promise.all(Array.from({ length: 190 }, () => client.status('/trpc/auth.me')))
    client.close()
    assert.ok(statuses.includes(401))
    assert.ok(statuses.includes(429))
  })
})
