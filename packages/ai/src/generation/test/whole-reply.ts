/** What the killed process's model answers, each time. */
export const wholeReply = Array.from({ length: 60 }, (_, n) => `Sentence ${n} – é 🌦️ 天気 😀.`).join(' ')

/** What the killed process says on its standard output. */
export type KilledProcessLine
  = | { type: 'recovered', count: number }
    | { type: 'acknowledged' | 'finished', messageId: string, replyId: string }
