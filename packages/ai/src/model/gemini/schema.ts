import type { FunctionDeclaration } from '@google/genai'
import { z } from 'zod'
import type { ToolDeclaration } from '../port.ts'

/** Tools as Gemini takes them. Throws when a schema has no JSON Schema. */
export type ToDeclarations = (tools: readonly ToolDeclaration[]) => FunctionDeclaration[]

/** Each schema is translated once: a tool has the same one in every request. */
export function createDeclarations(): ToDeclarations {
  const schemas = new WeakMap<z.ZodType, Record<string, unknown>>()
  return (tools) => tools.map(({ name, description, input }) => {
    const schema = schemas.get(input) ?? toSchema(input)
    schemas.set(input, schema)
    return { name, description, parametersJsonSchema: schema }
  })
}

/** The keywords that Gemini reads (https://ai.google.dev/api/caching#FunctionDeclaration); the loop checks the rest. */
const keywords = new Set([
  '$id', '$defs', '$ref', '$anchor', 'type', 'format', 'title', 'description', 'enum', 'items', 'prefixItems',
  'minItems', 'maxItems', 'minimum', 'maximum', 'anyOf', 'oneOf', 'properties', 'additionalProperties', 'required',
])

/** What the model may write into a call, in the subset of JSON Schema that Gemini accepts. */
export function toSchema(input: z.ZodType): Record<string, unknown> {
  return strip(z.toJSONSchema(input, { io: 'input' }))
}

function strip(schema: object): Record<string, unknown> {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'const') return [['enum', [value]]]
    if (!keywords.has(key)) return []
    return [[key, key === 'properties' || key === '$defs' ? mapValues(value) : stripValue(value)]]
  })
  return Object.fromEntries(entries)
}

function stripValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripValue)
  return typeof value === 'object' && value !== null ? strip(value) : value
}

/** Here the keys are names of properties, not keywords. */
function mapValues(schemas: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, stripValue(schema)]))
}
