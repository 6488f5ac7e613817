/** What runs in the thread of `createGeminiThread`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { GeminiOptions } from '../ask.ts'
import { createAskGemini } from '../ask.ts'
import { serveAsks } from './serve.ts'

if (parentPort === null) throw new Error('This file is to run in a worker thread')
serveAsks(parentPort, createAskGemini(workerData as GeminiOptions))
