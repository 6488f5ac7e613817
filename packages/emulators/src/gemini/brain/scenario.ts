import type { Scenario } from '../control/rule.ts'
import { splitTokens } from '../wire/tokens.ts'
import { answer } from './answer.ts'
import { clockTokens } from './clock.ts'
import { markdownAnswer } from './markdown.ts'
import type { Reply, ReplyPart } from './reply.ts'
import { say } from './say.ts'
import { scriptedTokens } from './scripted.ts'
import type { Turn } from './turn.ts'
import { argumentsFor, weatherTool } from './weather.ts'

const places = [
  'Paris', 'Tokyo', 'London', 'Berlin', 'Madrid', 'Rome', 'Cairo', 'Nairobi', 'Sydney', 'Toronto', 'Lima', 'Delhi',
]

/** What a named scenario answers. Pure, but for `clock`. */
export function scenarioReply(scenario: Scenario, turn: Turn): Reply {
  const answered = turn.rounds.length
  const call = (index: number): ReplyPart => {
    const place = places[index % places.length]
    return { type: 'call', name: weatherTool, args: argumentsFor(place, turn.tools.get(weatherTool) ?? []) }
  }
  const done: Reply = { parts: [say(`All ${turn.rounds.flat().length} calls were answered.`)] }

  switch (scenario.name) {
    case 'tokens': {
      const { n, seed } = scenario
      return { parts: [{ type: 'text', tokens: () => scriptedTokens({ n, seed }) }] }
    }
    case 'clock':
      return { parts: [{ type: 'text', tokens: () => clockTokens(scenario.until) }] }
    case 'text':
      return { parts: scenario.text === '' ? [] : [say(scenario.text)] }
    case 'long':
      return { parts: [{ type: 'text', tokens: () => longTokens(scenario.tokens) }] }
    case 'empty':
      return { parts: [] }
    case 'thoughts':
      return {
        parts: [{ type: 'thought', text: 'Let me think. '.repeat(Math.ceil(scenario.n / 3)) }, ...answer(turn).parts],
      }
    case 'unknown-tool':
      return answered > 0 ? done : { parts: [{ type: 'call', name: 'get_stock_price', args: { symbol: 'GOOG' } }] }
    case 'wrong-args':
      return answered > 0 ? done : { parts: [{ type: 'call', name: weatherTool, args: { place: 42, latitude: 'north' } }] }
    case 'endless-tools':
      return { parts: [call(answered)] }
    case 'many-calls':
      return answered > 0 ? done : { parts: Array.from({ length: scenario.n }, (_, index) => call(index)) }
    case 'chain':
      return answered < scenario.n ? { parts: [call(answered)] } : done
  }
}

function* longTokens(limit: number): Generator<string> {
  let left = limit
  for (let chapter = 1; left > 0; chapter++) {
    for (const token of splitTokens(`${chapter > 1 ? '\n' : ''}${markdownAnswer(`Chapter ${chapter}`)}`)) {
      if (left-- <= 0) return
      yield token
    }
  }
}
