/** Telegram takes up to 512 characters for a start parameter. https://core.telegram.org/bots/webapps#direct-link-mini-apps */
const LONGEST = 512

/** The start parameter that carries a question to the app; undefined when it is too long for one. */
export function questionParam(question: string): string | undefined {
  const param = `q_${Buffer.from(question.toWellFormed()).toString('base64url')}`
  return question === '' || param.length > LONGEST ? undefined : param
}

/** Whether `/start` came with a question: from `t.me/<bot>?start=q_<base64url of UTF-8 text>`. */
export function isQuestionParam(payload: string): boolean {
  return payload.length <= LONGEST && /^q_[\w-]+$/.test(payload)
}

/**
 * The app's address with what it is to start with. As a query parameter, because a `t.me/<bot>?startapp=` link works
 * only for bots that have a main Mini App; the app reads both.
 */
export function appUrl(publicUrl: string, startParam?: string): string {
  const url = new URL(publicUrl)
  if (startParam !== undefined) url.searchParams.set('tgWebAppStartParam', startParam)
  return url.href
}
