import { z } from 'zod'

/**
 * `Schema`, the OpenAPI subset of `functionDeclarations[].parameters` (ai.google.dev/api/caching#Schema). Anything else
 * in it, `additionalProperties` for one, is refused; `parametersJsonSchema` takes real JSON Schema.
 */
export const parameterSchema = z.strictObject({
  type: z.string().optional(),
  format: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  example: z.unknown().optional(),
  minItems: z.union([z.string(), z.number()]).optional(),
  maxItems: z.union([z.string(), z.number()]).optional(),
  minLength: z.union([z.string(), z.number()]).optional(),
  maxLength: z.union([z.string(), z.number()]).optional(),
  minProperties: z.union([z.string(), z.number()]).optional(),
  maxProperties: z.union([z.string(), z.number()]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
  required: z.array(z.string()).optional(),
  propertyOrdering: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), parameterSchema).optional()
  },
  get items() {
    return parameterSchema.optional()
  },
  get anyOf() {
    return z.array(parameterSchema).optional()
  },
})
