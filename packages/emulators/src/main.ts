import { parseArgs } from 'node:util'
import { startGeminiEmulator, startWeatherEmulator } from './index.ts'

const usage = `node packages/emulators/src/main.ts [--gemini-port 8100] [--weather-port 8101] [--host 127.0.0.1]
    [--rate tokens-per-second] [--first-byte ms]
`

/** Starts both emulators by hand, and says what to put into the environment. Ctrl-C stops them. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'gemini-port': { type: 'string', default: '8100' },
      'weather-port': { type: 'string', default: '8101' },
      host: { type: 'string', default: '127.0.0.1' },
      rate: { type: 'string' },
      'first-byte': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  const { host } = values
  const gemini = await startGeminiEmulator({
    host,
    port: numberOf('gemini-port', values['gemini-port']),
    pace: {
      ...(values.rate !== undefined && { tokensPerSecond: numberOf('rate', values.rate) }),
      ...(values['first-byte'] !== undefined && { firstByteMs: numberOf('first-byte', values['first-byte']) }),
    },
  })
  const weather = await startWeatherEmulator({ host, port: numberOf('weather-port', values['weather-port']) })
    .catch(async (error: unknown) => {
      await gemini.close()
      throw error
    })
  process.stdout.write(`GEMINI_BASE_URL=${gemini.url}\nGEMINI_API_KEY=demo\n`)
  process.stdout.write(`WEATHER_BASE_URL=${weather.url}\nGEOCODING_BASE_URL=${weather.url}\n`)

  const stop = (): void => {
    void Promise.all([gemini.close(), weather.close()])
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0)) throw new Error(`--${name} is not a number: ${text}`)
  return value
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
