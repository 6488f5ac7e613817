import type { Bot, Context } from 'grammy'
import { InlineKeyboard } from 'grammy'
import { appUrl, isQuestionParam, questionParam } from './link.ts'
import { textsFor } from './texts.ts'

/**
 * What the bot answers, in private chats: Mini App buttons exist only there. Everything leads into the app, and a
 * question is taken along. `publicUrl` is undefined while the app has no https address.
 */
export function addAnswers(bot: Pick<Bot, 'chatType'>, publicUrl: string | undefined): void {
  const say = async (ctx: Context, text: string, startParam?: string): Promise<void> => {
    const { open, closed } = textsFor(ctx.from?.language_code)
    if (publicUrl === undefined) return void await ctx.reply(`${text}\n\n${closed}`)
    const keyboard = new InlineKeyboard().webApp(open, appUrl(publicUrl, startParam))
    await ctx.reply(text, { reply_markup: keyboard })
  }
  const chat = bot.chatType('private')

  chat.command('start', async (ctx) => {
    const { greeting, question } = textsFor(ctx.from.language_code)
    if (isQuestionParam(ctx.match)) await say(ctx, question, ctx.match)
    else await say(ctx, greeting(ctx.from.first_name))
  })
  chat.command('help', async (ctx) => await say(ctx, textsFor(ctx.from.language_code).help))
  chat.on('message:text', async (ctx) => {
    const { question, help } = textsFor(ctx.from.language_code)
    const param = questionParam(ctx.msg.text)
    if (param === undefined || ctx.msg.text.startsWith('/')) await say(ctx, help)
    else await say(ctx, question, param)
  })
  chat.on('message', async (ctx) => await say(ctx, textsFor(ctx.from.language_code).help))
}
