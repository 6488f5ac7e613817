import * as telegramApps from '@telegram-apps/init-data-node'
import * as tmaJs from '@tma.js/init-data-node'
import { remembering } from '@parley/server/init-data'
import { createInitDataVerifier, signInitData } from '@parley/telegram'
import { bars } from '../bars.ts'
import type { Benchmark, Effort, Report } from '../harness/benchmark.ts'
import type { Plan, Subject } from '../harness/rounds.ts'
import { measureInTurn } from '../harness/rounds.ts'
import { median, quantile } from '../harness/stats.ts'

const botToken = '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8'
const maxAgeSeconds = 86_400

const planOf = ({ quick, rounds = 10 }: Effort): Plan & { people: number } => quick
  ? { people: 50, rounds: 1, samples: 1, warmUp: 1, restMs: 0 }
  : { people: 2_000, rounds, samples: 2, warmUp: 4, restMs: 0 }

/**
 * Launch data that is verified and parsed, in one process: as the libraries' own pages have it (`validate`, then
 * `parse`), and by Parley, which remembers what it has verified, since it comes with every call.
 */
export const initData: Benchmark = {
  name: 'init-data',
  about: 'initData verified and parsed per second, beside two libraries',
  run: async (effort) => {
    const { people, ...plan } = planOf(effort)
    const raws = Array.from({ length: people }, (_, index) => launch(index + 1))
    const taken = await measureInTurn([
      perSecond('Parley, first sight', raws, newVerifier),
      perSecond('Parley, seen before', raws, () => {
        const verify = newVerifier()
        for (const raw of raws) verify(raw)
        return verify
      }),
      perSecond('@telegram-apps/init-data-node', raws, () => (raw) => {
        telegramApps.validate(raw, botToken, { expiresIn: maxAgeSeconds })
        return telegramApps.parse(raw)
      }),
      perSecond('@tma.js/init-data-node', raws, () => (raw) => {
        tmaJs.validate(raw, botToken, { expiresIn: maxAgeSeconds })
        return tmaJs.parse(raw)
      }),
    ], plan)
    return report(taken, { people, ...plan })
  },
}

const age = { maxAgeSeconds, now: Date.now }

const newVerifier = () => remembering(createInitDataVerifier({ botToken }, age), age)

/** What a client sends, all fields of it. */
function launch(id: number): string {
  const user = {
    id: 279_058_397 + id, first_name: 'Vladislav', last_name: 'K', username: 'someone', language_code: 'ru',
    is_premium: true, allows_write_to_pm: true, photo_url: 'https://t.me/i/userpic/320/4FPEE4tmP3ATHa57u6MqTDih13LTOiMo.svg',
  }
  const fields = { query_id: 'AAHdF6IQAAAAAN0XohDhrOrc', chat_instance: '8134722200314281151', chat_type: 'private', user }
  return signInitData(fields, { botToken, authDate: new Date() })
}

function perSecond(name: string, raws: string[], prepare: () => (raw: string) => unknown): Subject<number> {
  return {
    name,
    sample: async () => {
      const verify = prepare()
      const startedAt = performance.now()
      for (const raw of raws) verify(raw)
      return (raws.length * 1_000) / (performance.now() - startedAt)
    },
  }
}

function report(taken: Map<string, number[][]>, settings: Record<string, unknown>): Report {
  const of = (name: string): number => median((taken.get(name) ?? []).flat())
  const faster = Math.max(of('@telegram-apps/init-data-node'), of('@tma.js/init-data-node'))
  return {
    table: {
      header: ['verifier', 'median/s', 'slowest 1 %/s', 'times the faster library'],
      rows: [...taken].map(([name, rounds]) =>
        [name, Math.round(of(name)), Math.round(quantile(rounds.flat(), 0.01)), of(name) / faster]),
    },
    bars: [
      { ...bars.initDataFirst, figure: of('Parley, first sight') / faster },
      { ...bars.initDataSeen, figure: of('Parley, seen before') / faster },
    ],
    settings,
    figures: Object.fromEntries(taken),
  }
}
