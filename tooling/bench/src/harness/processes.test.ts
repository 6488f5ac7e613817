import { expect, test, vi } from 'vitest'
import { startPeer, withCleanUp } from './processes.ts'

// A process takes its time to start on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

test('a peer answers until it is stopped', async () => {
  const emulator = await startPeer('emulator', { models: ['some-model'], pace: {} })
  const list = async () => await fetch(`${emulator.url}/v1/models`, { headers: { 'x-goog-api-key': 'any' } })
  expect(await (await list()).json()).toMatchObject({ models: [{ name: 'models/some-model' }] })
  await emulator.stop()
  await expect(list()).rejects.toThrow('fetch failed')
})

test('a peer that cannot start says why', async () => {
  await expect(startPeer('nobody', {})).rejects.toThrow(/nobody ended before it was ready[^]*nobody\.ts/)
})

test('what was started is stopped, the last first, whatever happens', async () => {
  const stopped: string[] = []
  const run = withCleanUp(async (onEnd) => {
    onEnd(async () => stopped.push('first'))
    onEnd(async () => stopped.push('second'))
    throw new Error('trouble')
  })
  await expect(run).rejects.toThrow('trouble')
  expect(stopped).toEqual(['second', 'first'])
})
