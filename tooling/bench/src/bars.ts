import type { Bar } from './harness/bar.ts'

/** Everything that is promised of Parley's speed, each of figures of one and the same run. */
export const bars = {
  firstTokenToRelay: { name: 'added time to the first token, 1 user, times the relay\'s', most: 1.5 },
  firstTokenToAiSdk: { name: 'added time to the first token, 1 user, times the AI SDK\'s', most: 1 },
  cpuToAiSdk: { name: 'CPU per million streamed tokens at 100 streams, times the AI SDK\'s', most: 0.7 },
  streamsToAiSdk: { name: 'most streams of 50 tokens/s with a p99 delay below 100 ms, times the AI SDK\'s', least: 1.5 },
  listToBare: { name: 'message.list/s in the longest chat, times bare Fastify + better-sqlite3', least: 0.5 },
  listToShort: { name: 'time of a page of ten in the longest chat, times that in a chat of ten', most: 1.2 },
  initDataFirst: { name: 'initData/s at first sight, times the faster library', least: 1.5 },
  initDataSeen: { name: 'initData/s seen before, times the faster library', least: 20 },
  idleStream: { name: 'kB of resident memory for an idle open stream', most: 30 },
  coldStart: { name: 'seconds from the start of the process to /readyz, migrated file', most: 1.5 },
  contextCost: { name: 'request tokens of the last turns, times those around turn 50', most: 1.1 },
  loadWrong: { name: 'sends that failed, or whose events were not each there once and in order', most: 0 },
  loadLoop: { name: 'event-loop p99 under load, worst ten seconds, ms', most: 100 },
  loadHeap: { name: 'heap after collection under load, end over start', most: 1.2 },
  loadResident: { name: 'resident memory after collection under load, end over start', most: 1.2 },
} as const satisfies Record<string, Bar>
