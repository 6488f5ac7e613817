import type { Api } from 'grammy'
import type { LanguageCode } from 'grammy/types'
import { appUrl } from './link.ts'
import type { Language } from './texts.ts'
import { texts } from './texts.ts'

/** Only these are sent to the bot. https://core.telegram.org/bots/api#update */
export const allowedUpdates = ['message'] as const

/** By ISO 639-1: Telegram knows no regions. https://core.telegram.org/bots/api#setmycommands */
const codes = {
  en: 'en', ru: 'ru', es: 'es', 'pt-BR': 'pt', de: 'de', ar: 'ar', fa: 'fa', hi: 'hi', bn: 'bn', uk: 'uk',
} as const satisfies Record<Language, LanguageCode>

/** Tells Telegram what the bot offers. Doing it again, from any number of servers, changes nothing. */
export async function setUp(
  api: Api,
  { publicUrl, signal }: { publicUrl: string | undefined, signal: AbortSignal },
): Promise<void> {
  await api.setMyCommands(commandsOf('en'))
  for (const language of Object.keys(codes) as Language[]) {
    signal.throwIfAborted()
    await api.setMyCommands(commandsOf(language), { language_code: codes[language] })
  }
  if (publicUrl === undefined) return
  await api.setChatMenuButton({
    menu_button: { type: 'web_app', text: 'Parley', web_app: { url: appUrl(publicUrl) } },
  })
}

function commandsOf(language: Language) {
  return Object.entries(texts[language].commands).map(([command, description]) => ({ command, description }))
}
