/** `gemini-3.5-flash-lite` as people write it: Gemini 3.5 Flash Lite. */
export const modelName = (id: string): string =>
  id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
