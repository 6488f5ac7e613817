/** The model that a chat asks for, as long as there is one of that name; else the default. */
export function modelName(models: { default: string, known: readonly string[] }, asked: string | null): string {
  return asked !== null && models.known.includes(asked) ? asked : models.default
}
