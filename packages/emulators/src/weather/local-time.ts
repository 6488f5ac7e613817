/** A moment on the clocks of a time zone. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  date: string
  /** `HH:mm`. */
  time: string
  hour: number
  /** Seconds east of UTC. */
  offset: number
}

/** Reads `now` on the clocks of `timezone`. Throws `RangeError` when there is no such time zone. */
export function localTime(now: Date, timezone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
  const date = `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`
  const time = `${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`
  const minutes = Math.floor(now.getTime() / 60_000)
  return {
    date,
    time,
    hour: Number(parts['hour']),
    offset: (Date.parse(`${date}T${time}Z`) / 60_000 - minutes) * 60,
  }
}

/** The calendar day that is `days` after `date`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
