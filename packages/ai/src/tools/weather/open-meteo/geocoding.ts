import type { GeocodingBody } from './wire.ts'

export interface Place {
  name: string
  region: string | null
  country: string | null
  latitude: number
  longitude: number
}

/** The commas of Latin, Arabic and East Asian scripts. */
const comma = /[,،、，]/u

/** Open-Meteo finds "Paris" but not "Paris, France": what stands after the comma only chooses among the matches. */
export function searchTerm(query: string): string {
  return query.split(comma)[0]?.trim() || query
}

/** The match that the rest of the query names by region or country; else the first, which is the best known. */
export function choosePlace(results: GeocodingBody['results'], query: string): Place | undefined {
  const hints = query.split(comma).slice(1).map(fold).filter((hint) => hint !== '')
  const score = ({ country, country_code, admin1, admin2 }: GeocodingBody['results'][number]): number => {
    const names = [country, country_code, admin1, admin2].map((name) => fold(name ?? ''))
    return hints.filter((hint) => names.includes(hint)).length
  }
  const best = results.reduce<GeocodingBody['results'][number] | undefined>(
    (chosen, result) => chosen && score(chosen) >= score(result) ? chosen : result,
    undefined,
  )
  if (!best) return undefined
  const { name, admin1, country, latitude, longitude } = best
  return { name: name ?? searchTerm(query), region: admin1, country, latitude, longitude }
}

/** Letters without case and accents, so that "Ile-de-France" is "Île-de-France". */
function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()
}
