/** The whole of an answer, as the SDK reads it. */
export async function read(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader?.read() ?? { done: true, value: undefined }
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
}
