import { cities } from '../../weather/cities.ts'

/** Words of time and politeness that stand around a place. */
const around = /\b(today|tonight|tomorrow|now|right now|currently|at the moment|this (week|weekend|morning|afternoon|evening)|next week|for the next \d+ days|please|like|thanks?|in (celsius|fahrenheit))\b/giu
/** The same in Russian, where `\b` knows no letters. */
const aroundInRussian = /(^|\s)(сегодня|завтра|сейчас|на неделю|пожалуйста)(?=\s|$|[?!.,])/giu
const here = /^(here|my (place|city|town|location|area)|where i am|me|здесь|тут|у меня|hier|ici|aquí|aqui|hoy)$/iu

/** What stands before "weather" and is no place. */
const filler = /^.*\b(?:is|the|what's|how's|compare|show|give|tell|me|check|current|local|my|nice|good|bad)(?:\s+|$)/i

const countries = countryNames()

/** The places that a question about the weather names, in its order; empty for "here". */
export function placesIn(question: string): string[] {
  const text = question.replace(aroundInRussian, '$1').replace(around, ' ').replace(/[?!…]+/g, ' ').replace(/\s+/g, ' ').trim()
  const named = /(?:^|\s)(?:in|for|at|of|en|à|em|in der stadt|во|в|near|around)\s+(.+)$/iu.exec(text)?.[1]
    ?? /^(.*?)\s+(?:weather|forecast)\b/iu.exec(text)?.[1]?.replace(filler, '')
    ?? /^(?:weather|forecast|погода|прогноз погоды|wetter|météo|clima)[\s:]+(.+)$/iu.exec(text)?.[1]
    ?? /(?:طقس|الطقس)\s+(?:في\s+)?(.+)$/u.exec(text)?.[1]
    ?? /^(.+?)の?天気/u.exec(text)?.[1]
    ?? ''
  const parts = named
    .replace(/\b(weather|forecast|temperature|given|considering|because|if|when)\b.*$/i, '')
    .split(/\s*(?:,|;|&|\s(?:and|or|versus|vs\.?|und|et|y|e|и|или|و)\s)\s*(?:(?:and|in|и|в|во)\s+)*/iu)
    .map((part) => nominative(part.replace(/^(the city of|the|in|в|во)\s+/iu, '').replace(/[\s.]+$/u, '').trim()))
    .filter((part) => /\p{L}{2}|\p{Script=Han}/u.test(part) && !here.test(part))
  return joinCountries(parts)
}

/** "Paris, France" is one place. */
function joinCountries(parts: string[]): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last !== undefined && countries.has(part.toLowerCase())) joined[joined.length - 1] = `${last}, ${part}`
    else joined.push(part)
  }
  return joined
}

function countryNames(): Set<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const all = letters.flatMap((first) => letters.map((second) => names.of(first + second)))
  return new Set(all.filter((name) => name !== undefined).map((name) => name.toLowerCase())
    .filter((name) => name !== 'singapore'))
}

/** «в Париже» names Париж: a Russian ending is undone for the cities that are known. */
function nominative(place: string): string {
  if (!/^[а-яё\s-]+$/iu.test(place)) return place
  const stem = stemOf(place)
  const known = cities.flatMap((city) => city.names.ru ?? []).find((name) => stemOf(name) === stem)
  return known ?? place
}

function stemOf(name: string): string {
  return name.toLowerCase().replace(/[аеёиоуыэюяьй]+$/u, '')
}
