import type { z } from 'zod'
import type { ApiError } from './api-error.ts'
import { invalidArgument } from './api-error.ts'

const protoTypes: Record<string, string> = {
  string: 'TYPE_STRING',
  number: 'TYPE_FLOAT',
  int: 'TYPE_INT32',
  boolean: 'TYPE_BOOL',
  base64: 'TYPE_BYTES',
}

/** The body as `schema` has it. Throws `ApiError` in the words of the real API, its field paths in snake_case. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body ?? {}, { reportInput: true })
  if (!result.success) throw complaint(result.error.issues)
  return result.data
}

function complaint(issues: z.core.$ZodIssue[]): ApiError {
  const [first] = issues
  if (first === undefined) return invalidArgument('Invalid JSON payload received.')
  const path = protoPath(first.path)
  if (first.code === 'unrecognized_keys') {
    const place = path === '' ? '' : ` at '${path}'`
    const lines = first.keys.map((key) =>
      `Invalid JSON payload received. Unknown name ${JSON.stringify(key)}${place}: Cannot find field.`)
    return invalidArgument(lines.join('\n'), path)
  }
  if (first.code === 'invalid_format' && first.format === 'base64') {
    return invalidArgument(`Invalid value at '${path}' (TYPE_BYTES), Base64 decoding failed for ${JSON.stringify(first.input)}`, path)
  }
  if (first.code === 'invalid_type') {
    const type = protoTypes[first.expected] ?? 'TYPE_MESSAGE'
    return invalidArgument(`Invalid value at '${path}' (${type}), ${JSON.stringify(first.input ?? null)}`, path)
  }
  return invalidArgument(`Invalid value at '${path}' (${first.message}), ${JSON.stringify(first.input ?? null)}`, path)
}

function protoPath(path: PropertyKey[]): string {
  return path.reduce<string>((built, step) => {
    if (typeof step === 'number') return `${built}[${step}]`
    const name = String(step).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return built === '' ? name : `${built}.${name}`
  }, '')
}
