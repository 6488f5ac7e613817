import { startGeminiEmulator } from '@parley/emulators'
import { expect, onTestFinished, test } from 'vitest'
import { startServerProcess } from '../src/testing.ts'
import { createClient } from './reliability/support/client.ts'
import { environment } from './reliability/support/environment.ts'

test('the log says how each reply ended and how the model failed it, without a word of anybody', async () => {
  const gemini = await startGeminiEmulator()
  onTestFinished(() => gemini.close())
  gemini.control.add({ match: 'darkest', fault: { kind: 'status', status: 400, message: 'Bad prompt: darkest secret' } })
  const server = await startServerProcess(environment(gemini.url, { LOG_LEVEL: 'info' }))
  onTestFinished(async () => void await server.stop('SIGKILL'))
  const { api } = createClient(server.url ?? '', 7)
  const { id: chatId } = await api.chat.create.mutate({})

  async function ask(text: string): Promise<string> {
    const replyId = crypto.randomUUID()
    await api.message.send.mutate({ chatId, id: crypto.randomUUID(), replyId, text })
    const status = async () => (await api.message.list.query({ chatId })).items.find(({ id }) => id === replyId)?.status
    await expect.poll(status, { timeout: 20_000 }).toMatch(/done|failed/)
    return replyId
  }
  const [good, bad] = [await ask('A friendly word'), await ask('My darkest secret')]
  expect(await server.stop()).toBe(0)

  const lines = server.output().split('\n').filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const said = (msg: string) => lines.filter((line) => line['msg'] === msg)
  expect(said('reply ended')).toMatchObject([
    { level: 30, chatId, replyId: good, status: 'done', failure: null },
    { level: 40, chatId, replyId: bad, status: 'failed', failure: 'MODEL_REJECTED' },
  ])
  const sends = said('request completed').filter((line) => JSON.stringify(line).includes('message.send'))
  expect(said('reply ended').map(({ reqId }) => reqId)).toEqual(sends.map(({ reqId }) => reqId))
  expect(said('the model failed')).toMatchObject([
    { level: 40, chatId, replyId: bad, kind: 'rejected', fault: 'Gemini answered 400.' },
  ])
  expect(server.output()).not.toMatch(/friendly|darkest/)
})
