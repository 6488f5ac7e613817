import { z } from 'zod'
import { parameterSchema } from './parameter-schema.ts'

/** A proto `Struct`: any JSON object. */
const struct = z.record(z.string(), z.unknown())
/** A message of the API that this emulator lets through without looking into it. */
const opaque = z.looseObject({})
/** `bytes` in proto JSON: both alphabets, with or without padding. */
const base64 = z.stringFormat('base64', /^[\w+/-]*={0,2}$/)

const functionCall = z.strictObject({ id: z.string().optional(), name: z.string(), args: struct.optional() })

const functionResponse = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  response: struct.optional(),
  parts: z.array(opaque).optional(),
  scheduling: z.string().optional(),
  willContinue: z.boolean().optional(),
})

const part = z.strictObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: base64.optional(),
  functionCall: functionCall.optional(),
  functionResponse: functionResponse.optional(),
  inlineData: z.strictObject({ mimeType: z.string(), data: base64, displayName: z.string().optional() }).optional(),
  fileData: z.strictObject({
    mimeType: z.string().optional(), fileUri: z.string(), displayName: z.string().optional(),
  }).optional(),
  executableCode: opaque.optional(),
  codeExecutionResult: opaque.optional(),
  toolCall: opaque.optional(),
  toolResponse: opaque.optional(),
  videoMetadata: opaque.optional(),
  mediaResolution: opaque.optional(),
  partMetadata: struct.optional(),
})

const content = z.strictObject({ role: z.string().optional(), parts: z.array(part).optional() })

const functionDeclaration = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  behavior: z.string().optional(),
  parameters: parameterSchema.optional(),
  parametersJsonSchema: z.unknown().optional(),
  response: parameterSchema.optional(),
  responseJsonSchema: z.unknown().optional(),
})

const tool = z.strictObject({
  functionDeclarations: z.array(functionDeclaration).optional(),
  googleSearch: opaque.optional(),
  googleSearchRetrieval: opaque.optional(),
  googleMaps: opaque.optional(),
  codeExecution: opaque.optional(),
  computerUse: opaque.optional(),
  urlContext: opaque.optional(),
  fileSearch: opaque.optional(),
  mcpServers: z.array(opaque).optional(),
})

const generationConfig = z.strictObject({
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  candidateCount: z.int().optional(),
  maxOutputTokens: z.int().optional(),
  stopSequences: z.array(z.string()).optional(),
  responseLogprobs: z.boolean().optional(),
  logprobs: z.int().optional(),
  presencePenalty: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  seed: z.int().optional(),
  responseMimeType: z.string().optional(),
  responseSchema: parameterSchema.optional(),
  responseJsonSchema: z.unknown().optional(),
  responseFormat: z.array(opaque).optional(),
  responseModalities: z.array(z.string()).optional(),
  mediaResolution: z.string().optional(),
  speechConfig: opaque.optional(),
  audioTranscriptionConfig: opaque.optional(),
  imageConfig: opaque.optional(),
  enableEnhancedCivicAnswers: z.boolean().optional(),
  thinkingConfig: z.strictObject({
    includeThoughts: z.boolean().optional(),
    thinkingBudget: z.int().optional(),
    thinkingLevel: z.enum(['THINKING_LEVEL_UNSPECIFIED', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH']).optional(),
  }).optional(),
})

/**
 * The body of `generateContent` and `streamGenerateContent`: every field that `@google/genai` 3.1 can send to the
 * Gemini API, and no other (ai.google.dev/api/generate-content).
 */
export const generateRequest = z.strictObject({
  contents: z.array(content).default([]),
  systemInstruction: content.optional(),
  tools: z.array(tool).optional(),
  toolConfig: z.strictObject({
    functionCallingConfig: z.strictObject({
      mode: z.enum(['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED']).optional(),
      allowedFunctionNames: z.array(z.string()).optional(),
    }).optional(),
    retrievalConfig: opaque.optional(),
    includeServerSideToolInvocations: z.boolean().optional(),
  }).optional(),
  safetySettings: z.array(z.strictObject({ category: z.string(), threshold: z.string() })).optional(),
  generationConfig: generationConfig.optional(),
  cachedContent: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  serviceTier: z.string().optional(),
  continuationToken: z.string().optional(),
})

/** The body of `countTokens`: the contents, or a whole request. */
export const countTokensRequest = z.strictObject({
  contents: z.array(content).default([]),
  generateContentRequest: generateRequest.extend({ model: z.string() }).optional(),
})

export type GenerateRequest = z.output<typeof generateRequest>
export type Content = z.output<typeof content>
export type Part = z.output<typeof part>
