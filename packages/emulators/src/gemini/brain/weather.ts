import { placesIn } from './places.ts'
import type { Reply } from './reply.ts'
import { say } from './say.ts'
import type { Turn } from './turn.ts'
import { weatherWords } from './weather-words.ts'

/** The name of the tool that the brain knows how to use. */
export const weatherTool = 'get_weather'

// One expression over many languages: the demo has to understand the first thing that people try.
const about = /\b(weather|forecast|temperature|umbrella|rain(ing|y)?|snow(ing|y)?|sunny|windy|how (hot|cold|warm) is|(warm|cold|hott)er)\b|погод|прогноз|температур|\b(tiempo hace|clima|météo|wetter|previsão|meteo)\b|الطقس|طقس|天気|天气/iu
const follow = /^(and|what about|how about|а|и)\s+/iu
const then = /\s*[,;.]?\s+(?:and\s+)?(?:then|after that|потом|затем)\s+/iu

/** Calls or, when the tool has answered all, words; null when the weather is not what is asked for. */
export function weatherReply(turn: Turn): Reply | null {
  const question = questionOf(turn)
  const parameters = turn.tools.get(weatherTool)
  if (question === null || (parameters === undefined && turn.rounds.length === 0)) return null
  const steps = question.split(then).map(placesIn).filter((places, index) => index === 0 || places.length > 0)
  const places = steps[turn.rounds.length]
  if (places === undefined || parameters === undefined) {
    return { parts: [say(weatherWords(turn.rounds.flat(), question))] }
  }
  const calls = places.length === 0 ? [undefined] : places.slice(0, 8)
  return {
    parts: [
      { type: 'thought', text: `The user asks about the weather. I will look it up for ${places.join(', ') || 'where they are'}.` },
      ...calls.map((place) => ({ type: 'call' as const, name: weatherTool, args: argumentsFor(place, parameters, question) })),
    ],
  }
}

/** The prompt, or for "and in Tokyo?" the prompt as a question about the weather. */
function questionOf({ prompt, earlier }: Turn): string | null {
  if (about.test(prompt)) return prompt
  const before = earlier.at(-1)
  if (before === undefined || !about.test(before) || !follow.test(prompt) || prompt.length > 80) return null
  const rest = prompt.replace(follow, '')
  return /^(in|for|at|в|во)\s/iu.test(rest) ? `weather ${rest}` : `weather in ${rest}`
}

/** Fills only parameters that the tool has, whatever its author called them. */
export function argumentsFor(place: string | undefined, parameters: string[], question = ''): Record<string, unknown> {
  const name = ['place', 'location', 'city', 'name', 'q'].find((known) => parameters.includes(known)) ?? 'place'
  const unit = /fahrenheit|°f\b/i.test(question) ? 'imperial' : /celsius|°c\b/i.test(question) ? 'metric' : undefined
  return {
    ...(place !== undefined && { [name]: place }),
    ...(unit !== undefined && parameters.includes('units') && { units: unit }),
  }
}
