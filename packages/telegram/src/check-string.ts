/**
 * The text that Telegram signs: `name=value` lines sorted by name, without the `omitted` fields.
 * https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
 */
export function checkString(fields: ReadonlyMap<string, string>, omitted: readonly string[]): string {
  const names: string[] = []
  for (const name of fields.keys()) {
    if (!omitted.includes(name)) names.push(name)
  }
  return names.sort().map((name) => `${name}=${fields.get(name) ?? ''}`).join('\n')
}
