/** A streamed generation over Gemini's REST wire. https://ai.google.dev/api/generate-content */
export function generateRequest({ geminiUrl, model, text }: { geminiUrl: string, model: string, text: string }) {
  return {
    url: `${geminiUrl}/v1/models/${model}:streamGenerateContent?alt=sse`,
    init: {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-goog-api-key': 'bench' },
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text }] }] }),
    },
  }
}
