import { z } from 'zod'
import type { Features } from '../context.ts'
import { AppError } from '../errors.ts'

/** What a chat can choose for itself; null goes back to the user's or the server's default. */
export const chatChoices = {
  persona: z.string().max(40).nullable().optional(),
  model: z.string().max(80).nullable().optional(),
  instructions: z.string().max(4_000).transform((text) => text.replaceAll('\0', '').toWellFormed().trim() || null)
    .nullable().optional(),
}

/** Refuses a persona or a model that this server does not offer. */
export function assertChoices(
  features: Features,
  { persona, model }: { persona?: string | null | undefined, model?: string | null | undefined },
): void {
  const known = (!persona || features.personas.some(({ id }) => id === persona))
    && (!model || features.models.includes(model))
  if (!known) throw new AppError({ reason: 'INVALID_OPERATION' })
}
