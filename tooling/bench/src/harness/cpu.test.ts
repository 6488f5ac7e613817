import { expect, test } from 'vitest'
import { cpuSeconds, parseCpuSeconds } from './cpu.ts'

test('user and system time are added, whatever the command is called', () => {
  expect(parseCpuSeconds('42 (a) b (c) S 1 42 42 0 -1 4194304 900 0 3 0 150 25 0 0 20 0 11 0 7')).toBe(1.75)
})

test('a process that works uses time', () => {
  const before = cpuSeconds(process.pid)
  while (cpuSeconds(process.pid) === before);
  expect(cpuSeconds(process.pid)).toBeGreaterThan(before)
})
