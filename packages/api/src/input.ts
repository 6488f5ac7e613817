import { z } from 'zod'

/** The longest message, in UTF-16 code units. */
export const MAX_TEXT = 8_000

export const id = z.uuid().toLowerCase()

export const limit = (most: number, usual: number) => z.number().int().min(1).max(most).default(usual)

/** Takes out what a database or a terminal cannot hold: NUL, and halves of surrogate pairs. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** A line such as a title: spaces collapsed, not empty. */
export const line = (most: number) =>
  z.string().max(most * 4).transform((text) => storable(text).replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(most))

/** What a user writes, spaces inside kept. */
export const text = z.string().max(MAX_TEXT).transform(storable).refine((value) => value.trim() !== '', 'Empty text')

export const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})
