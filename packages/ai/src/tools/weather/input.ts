import { z } from 'zod'

/** A place name, or coordinates, or neither: then the place that the user sent with the message. */
export const weatherInput = z.object({
  place: z.string().trim().min(1).max(120).optional()
    .describe('City or place, as the user wrote it, with region or country when given. Leave out for "here".'),
  latitude: z.number().min(-90).max(90).optional().describe('Degrees. Give it with longitude, instead of place.'),
  longitude: z.number().min(-180).max(180).optional().describe('Degrees.'),
  units: z.enum(['metric', 'imperial']).optional()
    .describe('Only when the user asks for a unit; otherwise the user\'s own setting is used.'),
})
