import { expect, test } from 'vitest'
import { z } from 'zod'
import { weatherInput } from '../../tools/weather/input.ts'
import { toSchema } from './schema.ts'

test('the weather tool, as Gemini reads it', () => {
  expect(toSchema(weatherInput)).toEqual({
    type: 'object',
    properties: {
      place: { type: 'string', description: expect.any(String) },
      latitude: { type: 'number', minimum: -90, maximum: 90, description: expect.any(String) },
      longitude: { type: 'number', minimum: -180, maximum: 180, description: expect.any(String) },
      units: { type: 'string', enum: ['metric', 'imperial'], description: expect.any(String) },
    },
  })
})

test('keywords that Gemini does not know are left out; properties of the same name are not', () => {
  const schema = toSchema(z.object({ default: z.string().min(2).regex(/a/).default('ab'), kind: z.literal('x') }))
  expect(schema).toEqual({
    type: 'object',
    properties: { default: { type: 'string' }, kind: { type: 'string', enum: ['x'] } },
    required: ['kind'],
  })
})
