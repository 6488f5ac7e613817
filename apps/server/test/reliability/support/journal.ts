import type { GeminiJournal, GeminiJournalEntry } from '@parley/emulators'

interface Body {
  contents?: { parts?: { text?: string }[] }[]
  systemInstruction?: { parts?: { text?: string }[] }
}

/** The text that a request ends with: what the user asked. */
export function askedIn({ body }: GeminiJournalEntry): string {
  return (body as Body).contents?.at(-1)?.parts?.map(({ text }) => text ?? '').join('') ?? ''
}

/** All that the user and the model said in a request, and its system instruction. */
export function textsIn({ body }: GeminiJournalEntry): string[] {
  const { contents = [], systemInstruction } = body as Body
  return [systemInstruction, ...contents].flatMap((content) => content?.parts ?? []).map(({ text }) => text ?? '')
}

/** The requests for a reply that end with this text. */
export function requestsFor(journal: GeminiJournal, text: string): GeminiJournalEntry[] {
  return journal.generations('reply').filter((entry) => askedIn(entry) === text)
}
