import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GeminiEmulator } from './start.ts'
import { startGeminiEmulator } from './start.ts'
import { asked, createClient, withResults } from './test/client.ts'

let emulator: GeminiEmulator
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  emulator = await startGeminiEmulator({ pace: { firstByteMs: 0, tokensPerSecond: Infinity } })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

function report(name: string, temperature: number): object {
  return {
    place: `${name}, Somewhere`,
    now: { sky: 'cloudy', temperature: `${temperature} °C`, feelsLike: `${temperature - 1} °C`, wind: '12 km/h' },
    days: ['2026-11-22: rain, 3 to 9 °C, 80 % chance of rain or snow'],
  }
}

describe('the weather tool', () => {
  it('is called for each place in one turn, with one signature, and its results are put into words', async () => {
    const question = asked('What\'s the weather in Paris, Tokyo and São Paulo?')
    const first = await client.stream(question)
    expect(first.calls.map((call) => call.args)).toEqual([{ place: 'Paris' }, { place: 'Tokyo' }, { place: 'São Paulo' }])
    expect(new Set(first.calls.map((call) => call.id)).size).toBe(3)
    expect(first.parts.filter((part) => part.functionCall).map((part) => part.thoughtSignature !== undefined))
      .toEqual([true, false, false])
    expect(first.finishReason).toBe('STOP')

    const second = await client.stream(withResults(question, first, ({ args }) =>
      args['place'] === 'Tokyo' ? { error: 'The service is down.' } : report(String(args['place']), args['place'] === 'Paris' ? 7 : 24)))
    expect(second.calls).toEqual([])
    expect(second.text).toContain('In **Paris** it is 7 °C with clouds')
    expect(second.text).toContain('In **São Paulo** it is 24 °C')
    expect(second.text).toContain('I could not get the weather for Tokyo: The service is down.')
    expect(second.text).toContain('The warmer of them is **São Paulo**.')
  })

  it('takes a result that is wrapped in `output`', async () => {
    const question = asked('weather in Paris tomorrow')
    const second = await client.stream(withResults(question, await client.stream(question), () => ({ output: report('Paris', 7) })))
    expect(second.text).toContain('- 2026-11-22: rain, 3 to 9 °C, 80 %')
  })

  it('is called for the next place when the first has answered', async () => {
    let contents = asked('The weather in Paris, then in Tokyo')
    const places: unknown[] = []
    for (let round = 0; round < 2; round++) {
      const streamed = await client.stream(contents)
      places.push(...streamed.calls.map((call) => call.args['place']))
      contents = withResults(contents, streamed, (call) => report(String(call.args['place']), 9))
    }
    expect(places).toEqual(['Paris', 'Tokyo'])
    expect((await client.stream(contents)).text).toMatch(/Paris[\s\S]*Tokyo/)
  })

  it('is not called when it is not declared, or forbidden', async () => {
    expect((await createClient(emulator, []).stream('weather in Paris')).calls).toEqual([])
    const { functionCalls } = await client.ai.models.generateContent({
      model: 'gemini-3.8-flash',
      contents: 'weather in Paris',
      config: {
        tools: [{ functionDeclarations: [{ name: 'get_weather' }] }],
        toolConfig: { functionCallingConfig: { mode: 'NONE' as never } },
      },
    })
    expect(functionCalls).toBeUndefined()
  })

  it('is called with the parameters that it has', async () => {
    const other = createClient(emulator, [{
      name: 'get_weather', parameters: { type: 'OBJECT' as never, properties: { city: { type: 'STRING' as never } } },
    }])
    expect((await other.stream('weather in Paris in fahrenheit')).calls[0]?.args).toEqual({ city: 'Paris' })
    expect((await client.stream('weather in Paris in fahrenheit')).calls[0]?.args).toEqual({ place: 'Paris', units: 'imperial' })
  })
})

describe('scenarios with tools', () => {
  it.each([
    ['unknown-tool', 'get_stock_price', { symbol: 'GOOG' }],
    ['wrong-args', 'get_weather', { place: 42, latitude: 'north' }],
  ])('%s', async (name, tool, args) => {
    const question = asked(`[[scenario:${name}]]`)
    const first = await client.stream(question)
    expect(first.calls).toMatchObject([{ name: tool, args }])
    const second = await client.stream(withResults(question, first, () => ({ error: 'No.' })))
    expect(second.text).toBe('All 1 calls were answered.')
  })

  it('many-calls makes twelve at once', async () => {
    expect((await client.stream('[[scenario:many-calls]]')).calls).toHaveLength(12)
  })

  it('chain goes on for as many rounds as it says', async () => {
    let contents = asked('[[scenario:chain n=3]]')
    for (let round = 0; round < 3; round++) {
      const streamed = await client.stream(contents)
      expect(streamed.calls).toHaveLength(1)
      contents = withResults(contents, streamed, () => ({ output: 'x' }))
    }
    expect((await client.stream(contents)).text).toBe('All 3 calls were answered.')
  })

  it('endless-tools never comes to an answer', async () => {
    let contents = asked('[[scenario:endless-tools]]')
    for (let round = 0; round < 10; round++) {
      const streamed = await client.stream(contents)
      expect(streamed.calls).toHaveLength(1)
      contents = withResults(contents, streamed, () => ({ output: 'x' }))
    }
  })
})
