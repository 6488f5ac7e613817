import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

export interface Machine {
  cpu: string
  cores: number
  memoryGiB: number
  system: string
  node: string
  /** Of the last minute, before the run: above the number of cores, others were at work and the figures suffer. */
  load: number
  summary: string
}

/** What the figures were made on. */
export function describeMachine(): Machine {
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  }
  const { cpu, cores, memoryGiB, system, node, load } = machine
  return { ...machine, summary: `${cores} cores (${cpu}), ${memoryGiB} GiB, ${system}, Node ${node}, load ${load}` }
}
