import { deserialize, serialize } from 'node:v8'

/** Keeps Date, Map and bigint across the wire, by the structured clone algorithm. */
export const transformer = {
  serialize: (value: unknown): string => serialize(value).toString('base64'),
  deserialize: (text: string): unknown => deserialize(Buffer.from(text, 'base64')),
}
