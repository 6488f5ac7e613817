import type { TRPCClientErrorLike } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { expectTypeOf, test } from 'vitest'
import type { AppRouter, ChatEvent, Reason, WeatherReport } from './index.ts'

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>
type Message = Outputs['message']['list']['items'][number]

test('an input that is wrong does not compile', () => {
  const input: Inputs['message']['send'] = { chatId: 'a', id: 'b', replyId: 'c', text: 'Hi' }
  expectTypeOf(input).toExtend<Inputs['message']['send']>()
  // @ts-expect-error the text is missing
  const withoutText: Inputs['message']['send'] = { chatId: 'a', id: 'b', replyId: 'c' }
  // @ts-expect-error a rating is -1, 0 or 1
  const tooGood: Inputs['message']['rate'] = { id: 'a', value: 5 }
  // @ts-expect-error there is no such format
  const unknownFormat: Inputs['chat']['export'] = { id: 'a', format: 'pdf' }
  expectTypeOf([withoutText, tooGood, unknownFormat]).toBeArray()
})

test('a streamed event has exactly the fields of its type', () => {
  const read = (event: ChatEvent): string => {
    switch (event.type) {
      case 'delta':
        // @ts-expect-error a delta has text, not words
        return event.text + String(event.words)
      case 'snapshot':
        return event.title ?? ''
      case 'start': case 'part': case 'retrying': case 'finish':
        return event.replyId
      case 'title':
        return event.title
    }
  }
  expectTypeOf(read).returns.toBeString()
})

test('an event type that is not handled does not compile', () => {
  // @ts-expect-error `finish`, `title` and others are missing, so the function can end without a value
  const read = (event: ChatEvent): string => {
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
    switch (event.type) {
      case 'delta':
        return event.text
    }
  }
  expectTypeOf(read).toBeFunction()
})

test('a tool\'s result reaches the message\'s part', () => {
  const read = (part: Message['parts'][number]) => {
    if (part.type === 'text' || part.state !== 'done') return null
    expectTypeOf(part.name).toEqualTypeOf<'get_weather'>()
    expectTypeOf(part.output).toEqualTypeOf<WeatherReport>()
    return part.output
  }
  expectTypeOf(read).toBeFunction()
})

test('every reason has to be handled, and carries what belongs to it', () => {
  const words = ({ data }: TRPCClientErrorLike<AppRouter>): string => {
    if (!data) return 'no connection'
    switch (data.reason) {
      case 'RATE_LIMITED': case 'BUDGET_SPENT':
        return `${data.retryAfterMs} ${data.limit}`
      case 'TOO_MANY_REPLIES':
        return `${data.limit}`
      case 'INVALID_INPUT':
        return data.issues.map(({ path }) => path).join()
      case 'INIT_DATA_MISSING': case 'INIT_DATA_INVALID': case 'INIT_DATA_EXPIRED': case 'NOT_FOUND': case 'REPLY_RUNNING':
      case 'INVALID_OPERATION': case 'SERVER_CLOSING': case 'STORAGE': case 'INTERNAL':
        return data.reason
    }
  }
  expectTypeOf(words).returns.toBeString()

  // @ts-expect-error `REPLY_RUNNING` and others are not handled
  const forgetful = (reason: Reason): string => {
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
    switch (reason) {
      case 'NOT_FOUND':
        return 'gone'
    }
  }
  expectTypeOf(forgetful).toBeFunction()

  const careless = ({ data }: TRPCClientErrorLike<AppRouter>) =>
    // @ts-expect-error only some reasons have a time to wait
    data?.retryAfterMs
  expectTypeOf(careless).toBeFunction()
})
