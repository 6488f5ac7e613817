import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'

const file = fileURLToPath(new URL('main.ts', import.meta.url))
let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
})

function run(...options: string[]): { output: () => string, exited: Promise<unknown[]> } {
  let output = ''
  const started = spawn(process.execPath, [file, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()))
  child = started
  return { output: () => output, exited: once(started, 'exit') }
}

it('starts both, says where, and stops on a signal', async () => {
  const { output, exited } = run('--gemini-port', '0', '--weather-port', '0')
  await expect.poll(output, { timeout: 20_000 }).toContain('GEOCODING_BASE_URL=')
  const url = (name: string): string => new RegExp(`^${name}=(.+)$`, 'm').exec(output())?.[1] ?? ''
  expect((await fetch(`${url('GEMINI_BASE_URL')}/v1/models?key=demo`)).status).toBe(200)
  expect((await fetch(`${url('GEOCODING_BASE_URL')}/v1/search?name=Paris`)).status).toBe(200)
  child?.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
}, 30_000)

it.each([['--gemini-port', 'x', 'is not a number'], ['--what', '1', 'Unknown option']])('refuses %s %s', async (name, value, reason) => {
  const { output, exited } = run(name, value)
  expect(await exited).toEqual([1, null])
  expect(output()).toContain(reason)
}, 30_000)
