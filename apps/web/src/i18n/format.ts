const day = 86_400_000

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/**
 * When something was, as short as a list needs: minutes, then the time of day, the weekday, the date. `now` decides
 * what is today; both are read in the device's time zone.
 */
export function relativeTime(date: Date, now: Date, language: string): string {
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000)
  const days = Math.round((startOfDay(now) - startOfDay(date)) / day)
  if (minutes < 60 && minutes >= 0) {
    return minutes < 1
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' }).format(0, 'second')
      : new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(minutes)
  }
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(date)
  if (days <= 0) return format({ timeStyle: 'short' })
  if (days === 1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-1, 'day')
  if (days < 7) return format({ weekday: 'short' })
  return date.getFullYear() === now.getFullYear()
    ? format({ day: 'numeric', month: 'short' })
    : format({ dateStyle: 'short' })
}

/** A span in its largest fitting unit, rounded up: a wait that is over sooner than said annoys nobody. */
export function duration(milliseconds: number, language: string): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000))
  const [value, unit] = seconds < 90
    ? [seconds, 'second']
    : seconds < 5_400 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3_600), 'hour']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

export const number = (value: number, language: string): string => new Intl.NumberFormat(language).format(value)

/** A name inside a sentence, which keeps its own direction and leaves the sentence's alone. https://unicode.org/reports/tr9/ */
export const isolate = (name: string): string => `\u2068${name}\u2069`
