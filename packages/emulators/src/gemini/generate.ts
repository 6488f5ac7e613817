import type { FastifyReply, FastifyRequest } from 'fastify'
import { ZodError, prettifyError } from 'zod'
import { answer } from './brain/answer.ts'
import { goOn } from './brain/go-on.ts'
import { purposeOf } from './brain/purpose.ts'
import type { Reply } from './brain/reply.ts'
import { scenarioReply } from './brain/scenario.ts'
import { readTurn } from './brain/turn.ts'
import type { Turn } from './brain/turn.ts'
import type { RuleBook } from './control/control.ts'
import { readDirectives, withoutDirectives } from './control/directive.ts'
import type { GeminiJournalEntry, JournalWriter } from './control/journal.ts'
import type { Rule } from './control/rule.ts'
import type { Pace } from './play/pace.ts'
import { perform } from './play/perform.ts'
import { play } from './play/play.ts'
import { streamSink, wholeSink } from './play/sink.ts'
import type { Ticker } from './play/ticker.ts'
import { invalidArgument, serviceFault } from './wire/api-error.ts'
import { checkRequest } from './wire/check-request.ts'
import { outputTokenLimit } from './wire/models.ts'
import { parseBody } from './wire/parse-body.ts'
import type { GenerateRequest } from './wire/request.ts'
import { generateRequest } from './wire/request.ts'
import { promptTokens } from './wire/tokens.ts'

export interface Deps {
  journal: JournalWriter
  control: RuleBook
  ticker: Ticker
  pace: Pace
  newId: () => string
  /** Milliseconds since the epoch, with fractions. */
  now: () => number
}

interface Generation {
  request: FastifyRequest
  reply: FastifyReply
  entry: GeminiJournalEntry
  format: 'sse' | 'array' | 'whole'
}

/** One generation: checks the request, lets the brain answer, and plays the answer. Throws `ApiError`. */
export function generate(deps: Deps, { request, reply, entry, format }: Generation): FastifyReply {
  const body = parseBody(generateRequest, request.body)
  checkRequest(body)
  const turn = readTurn(body)
  entry.purpose = purposeOf(turn)
  deps.journal.changed(entry)
  const rule = ruleFor(deps, turn, body)
  if (rule?.fault?.kind === 'status') throw serviceFault(rule.fault.status, rule.fault)

  const raw = reply.raw
  reply.hijack()
  const ended = (how: GeminiJournalEntry['ended']): void => {
    if (entry.ended !== 'running') return
    entry.ended = how
    entry.endedAt = deps.now()
    deps.journal.changed(entry)
  }
  if (rule?.fault?.kind === 'reset') {
    request.raw.socket.resetAndDestroy()
    ended('faulted')
    return reply
  }
  entry.status = 200
  const pace = paceOf(deps.pace, rule)
  const stop = play({
    steps: perform({
      reply: replyTo(turn, rule),
      fault: rule?.fault,
      envelope: { modelVersion: entry.model ?? '', responseId: deps.newId(), promptTokenCount: promptTokens(body) },
      includeThoughts: body.generationConfig?.thinkingConfig?.includeThoughts === true,
      maxOutputTokens: body.generationConfig?.maxOutputTokens ?? outputTokenLimit,
      tokensPerChunk: pace.tokensPerChunk,
      newId: deps.newId,
    }),
    sink: format === 'whole' ? wholeSink(raw) : streamSink(raw, format),
    ticker: deps.ticker,
    pace,
    onChunk: (tokens) => {
      entry.firstByteAt ??= deps.now()
      entry.chunks++
      entry.tokens += tokens
      deps.journal.changed(entry)
    },
    onEnd: ended,
  })
  const gone = (): void => {
    stop()
    ended('aborted')
  }
  raw.on('close', gone)
  // A client that left while its request was read has had its `close` already.
  if (raw.destroyed) gone()
  return reply
}

function ruleFor(deps: Deps, turn: Turn, body: GenerateRequest): Rule | null {
  const asked = {
    prompt: turn.prompt,
    purpose: purposeOf(turn),
    round: turn.afterTools ? 'tools' as const : 'first' as const,
    key: JSON.stringify(body.contents),
  }
  try {
    const directive = readDirectives(turn.prompt)
    // A prompt's fault is over when the model is asked to go on.
    const { fault, ...peaceful } = directive ?? {}
    return deps.control.take(asked, turn.said === '' || fault === undefined ? directive : peaceful)
  } catch (error) {
    if (error instanceof ZodError) throw invalidArgument(`The prompt's [[directive]] is malformed: ${prettifyError(error)}`)
    throw error
  }
}

function replyTo(turn: Turn, rule: Rule | null): Reply {
  const plain = {
    ...turn,
    prompt: withoutDirectives(turn.prompt),
    earlier: turn.earlier.map(withoutDirectives),
  }
  const reply = rule?.scenario === undefined ? answer(plain) : scenarioReply(rule.scenario, plain)
  return turn.said === '' ? reply : goOn(reply, turn.said)
}

function paceOf(pace: Pace, rule: Rule | null): Pace {
  return {
    firstByteMs: rule?.firstByteMs ?? pace.firstByteMs,
    tokensPerSecond: rule?.rate ?? pace.tokensPerSecond,
    tokensPerChunk: Math.max(1, Math.min(pace.tokensPerChunk, Math.ceil((rule?.rate ?? Infinity) / 25))),
  }
}
