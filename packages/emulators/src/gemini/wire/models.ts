/** The models that the emulator knows unless told otherwise: the current ones in November 2026. */
export const defaultModels = [
  'gemini-3.8-flash', 'gemini-3.7-flash', 'gemini-3.6-flash', 'gemini-3.5-flash', 'gemini-3.5-flash-lite',
]

export const inputTokenLimit = 1_048_576
export const outputTokenLimit = 65_536

/** A model as `GET models` lists it (ai.google.dev/api/models). */
export function modelResource(name: string): object {
  const [, version = '3'] = /^gemini-([\d.]+)/.exec(name) ?? []
  return {
    name: `models/${name}`,
    version,
    displayName: name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' '),
    description: 'A stand-in for development, demonstrations and tests.',
    inputTokenLimit,
    outputTokenLimit,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
    thinking: true,
  }
}
