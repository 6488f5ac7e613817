import { z } from 'zod'
import { plainText } from '../../text.ts'
import { ToolError } from '../tool.ts'

/** A provider's name of a place: data from outside, made one short plain line. Null when nothing is left of it. */
export const placeName = z.string().nullish().transform((name) => plainText(name ?? '', 80) || null)

/** A measurement to a tenth, and no "-0": no card shows more. */
export const measured = z.number().transform((value) => Math.round(value * 10) / 10 + 0)

/** Whole percent. */
export const percent = z.number().min(0).max(100).transform(Math.round)

/** Somewhere on Earth, as its name when it has none. */
export function coordinateName({ latitude, longitude }: { latitude: number, longitude: number }): string {
  return `${latitude.toFixed(2)}, ${longitude.toFixed(2)}`
}

export function unknownPlace(place: string): ToolError {
  return new ToolError(`No place called ${JSON.stringify(place)} was found.`)
}
