/** What the sample sky does on one day at one place. Degrees Celsius, km/h, mm, percent. */
export interface SampleDay {
  /** WMO code 4677, as Open-Meteo gives it. */
  code: number
  min: number
  max: number
  humidity: number
  windSpeed: number
  /** Where it comes from, degrees clockwise from north. */
  windDirection: number
  precipitationChance: number
  precipitation: number
  pressure: number
}

const mild = [0, 0, 1, 2, 2, 3, 3, 45, 51, 61, 63, 80, 81, 95, 65, 53]
const freezing = [0, 1, 2, 3, 3, 45, 66, 71, 73, 75, 85, 2]

/** The weather of a calendar day (`YYYY-MM-DD`) at a place: plausible for latitude and season, always the same. */
export function sampleDay(latitude: number, longitude: number, date: string): SampleDay {
  const random = generator(`${latitude.toFixed(1)}:${longitude.toFixed(1)}:${date}`)
  const dayOfYear = (Date.parse(date) - Date.parse(`${date.slice(0, 4)}-01-01`)) / 86_400_000
  const summer = Math.cos(((dayOfYear - 200) / 365) * 2 * Math.PI) * Math.sign(latitude)
  const mean = 28 - 0.0075 * latitude ** 2 + summer * Math.abs(latitude) * 0.22 + (random() - 0.5) * 8
  const spread = 3 + random() * 5
  const sky = mean < 1 ? freezing : mild
  const code = sky[Math.floor(random() * sky.length)] ?? 0
  const wet = code >= 51
  return {
    code,
    min: round(mean - spread),
    max: round(mean + spread),
    humidity: Math.round((wet ? 75 : 45) + random() * 20),
    windSpeed: round(2 + random() * 30),
    windDirection: Math.floor(random() * 360),
    precipitationChance: Math.round(wet ? 60 + random() * 40 : random() * 30),
    precipitation: wet ? round(0.2 + random() * 12) : 0,
    pressure: round(995 + random() * 35),
  }
}

/** The temperature at an hour of that day: coldest at 3, warmest at 15. */
export function temperatureAt(day: SampleDay, hour: number): number {
  const warmth = (1 - Math.cos(((hour - 3) / 24) * 2 * Math.PI)) / 2
  return round(day.min + (day.max - day.min) * warmth)
}

/** What the temperature feels like: wind cools, damp heat warms. */
export function feelsLike(day: SampleDay, temperature: number): number {
  return round(temperature - day.windSpeed / 12 + (temperature > 24 ? day.humidity / 25 : 0))
}

export function round(value: number, digits = 1): number {
  // Adding zero turns -0 into 0.
  return Math.round(value * 10 ** digits) / 10 ** digits + 0
}

/** A small seeded generator (FNV-1a, then mulberry32): the data may not change from run to run. */
function generator(seed: string): () => number {
  let state = 0x811C9DC5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
