/** Readable JSON. Telegram's ids come as bigint, which JSON does not know: they become strings, with every digit. */
export const toJson = (data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) => typeof value === 'bigint' ? String(value) : value, 2)
