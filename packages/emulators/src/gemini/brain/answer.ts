import { formattedAnswer } from './markdown.ts'
import { placesIn } from './places.ts'
import { purposeOf } from './purpose.ts'
import type { Reply } from './reply.ts'
import { say } from './say.ts'
import { summaryOf } from './summary.ts'
import { talk } from './talk.ts'
import { titleOf } from './title.ts'
import type { Turn } from './turn.ts'
import { weatherReply } from './weather.ts'

/** The demo brain: small, the same every time, and it says that it is a demo. Pure. */
export function answer(turn: Turn): Reply {
  const purpose = purposeOf(turn)
  if (purpose === 'title') return { parts: [say(titleOf(turn))] }
  if (purpose === 'summary') return { parts: [say(summaryOf(turn))] }
  const formatted = formattedAnswer(turn.prompt)
  const weather = formatted === null || placesIn(turn.prompt).length > 0 ? weatherReply(turn) : null
  if (weather !== null) return weather
  const text = formatted ?? talk(turn.prompt, turn.earlier, turn.system)
  return { parts: [{ type: 'thought', text: 'I will answer in a few words and say that I am a demo.' }, say(text)] }
}
