import type { Asker } from '../assistant.ts'
import { runLoop } from '../loop/run.ts'
import type { Context } from '../context/build.ts'
import type { LoopEvent } from '../loop/event.ts'
import { readContext } from './read-context.ts'
import { afterReply } from './after-reply.ts'
import type { Core } from './core.ts'
import { createDraft } from './draft.ts'
import { patiently } from './patiently.ts'
import { createReplyStore } from './reply-store.ts'
import { startGeneration } from './run.ts'
import type { ReplyPlan, Started } from './reply-plan.ts'

/** Starts the generation of a claimed reply, and what follows it. Returns at once and never throws. */
export function generate(core: Core, asker: Asker, plan: ReplyPlan, started: Promise<Started>): void {
  const { db, log, ownerId, clock, timing, gathering, running, around, checkpoints, heartbeats } = core
  const { chat: { id: chatId }, reply } = plan
  const replyId = reply.id
  const draft = createDraft(replyId, reply.start)
  let context: Context | null = null
  const store = createReplyStore(db, { replyId, chatId, userId: asker.userId, ownerId, clock })
  const about = { chatId, replyId, model: plan.reply.model, requestId: asker.requestId }
  const generation = around(about, () => startGeneration({
    replyId,
    chatId,
    draft,
    log,
    store,
    checkpoints,
    heartbeats,
    timing,
    gathering,
    start: started.then((views) => ({ type: 'start', replyId, ...views })),
    open: (signal) => answer(core, asker, plan, { signal, onContext: (sent) => context = sent }),
    onError: (error) => core.onError(error, { task: 'generation', chatId, replyId }),
  }))
  running.add(replyId, generation)
  running.inBackground(async (signal) => {
    const result = await generation.done
    if (result === null) return
    await afterReply(core, { ...plan, chatId, userId: asker.userId, result, draft, context, store }, signal)
  })
}

async function* answer(
  core: Core,
  asker: Asker,
  plan: ReplyPlan,
  { signal, onContext }: { signal: AbortSignal, onContext: (context: Context) => void },
): AsyncGenerator<LoopEvent, void> {
  const { chat, reply, location } = plan
  const onError = (error: unknown): void => core.onError(error, { task: 'generation', chatId: chat.id, replyId: reply.id })
  const retryMs = core.timing.storeRetryMs
  const context = await patiently(() => readContext(core, asker, plan), { retryMs, signal, onError })
  onContext(context)
  yield* runLoop({
    ...core.loop,
    model: core.model,
    request: { model: reply.model, system: context.system, contents: context.contents },
    tools: core.tools,
    toolContext: { language: asker.language, units: asker.units, location },
    signal,
    onError,
  })
}
