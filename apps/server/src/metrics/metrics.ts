import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * What is measured of the server, under the names that docs/operations.md explains. No label ever holds anything that a
 * user wrote or is: the number of series stays what it is. `collectDefaultMetrics` adds memory, CPU and event-loop lag.
 */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    calls: new Counter({
      registers, name: 'parley_calls_total', help: 'Calls by procedure and reason; OK when there was none.',
      labelNames: ['procedure', 'reason'] as const,
    }),
    callSeconds: new Histogram({
      registers, name: 'parley_call_duration_seconds', help: 'How long calls took; streams until they opened.',
      labelNames: ['procedure'] as const, buckets: seconds,
    }),
    openStreams: new Gauge({ registers, name: 'parley_open_streams', help: 'Open event streams of chats.' }),
    replies: new Counter({
      registers, name: 'parley_replies_total', help: 'Ended replies by status and failure; none when there was none.',
      labelNames: ['status', 'failure'] as const,
    }),
    runningReplies: new Gauge({ registers, name: 'parley_running_replies', help: 'Replies that run in this process.' }),
    firstTextSeconds: new Histogram({
      registers, name: 'parley_reply_first_text_seconds', help: 'From the start of a reply to its first text or tool.',
      buckets: seconds,
    }),
    replySeconds: new Histogram({
      registers, name: 'parley_reply_duration_seconds', help: 'From the start of a reply to its end.',
      buckets: [...seconds, 60, 120, 300],
    }),
    retries: new Counter({ registers, name: 'parley_model_retries_total', help: 'Times that the model was asked again.' }),
    modelFirstPartSeconds: new Histogram({
      registers, name: 'parley_model_first_part_seconds', help: 'From a request to the model to the first part of its answer.',
      labelNames: ['model'] as const, buckets: seconds,
    }),
    modelCalls: new Counter({
      registers, name: 'parley_model_calls_total', help: 'Requests to the model by outcome: finished, cut, aborted or a fault.',
      labelNames: ['model', 'outcome'] as const,
    }),
    tokens: new Counter({
      registers, name: 'parley_model_tokens_total', help: 'Tokens that the model counted, by kind.',
      labelNames: ['model', 'kind'] as const,
    }),
    toolSeconds: new Histogram({
      registers, name: 'parley_tool_duration_seconds', help: 'How long tools took, by outcome.',
      labelNames: ['tool', 'outcome'] as const, buckets: seconds,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
