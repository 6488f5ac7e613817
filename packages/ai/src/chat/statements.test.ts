import { createDatabase } from '@parley/db'
import { expect, onTestFinished, test } from 'vitest'
import { answering, newSend, setUp, watch } from '../generation/test/setup.ts'

/** The statements of one send, from its arrival to the request to the model. */
async function statementsOfASend({ sendsBefore }: { sendsBefore: number }) {
  let statements: string[] = []
  let untilModel: string[] | undefined
  const model = answering('Yes.')
  const house = await setUp({
    stream: (...request) => {
      untilModel = [...statements]
      return model.stream(...request)
    },
  })
  const db = await createDatabase(house.url, { onStatement: (sql) => statements.push(sql) })
  onTestFinished(() => db.$disconnect())
  const { asker, chatId } = house
  for (let sent = 0; sent <= sendsBefore; sent++) {
    const assistant = house.another({ db })
    const reading = watch({ assistant, asker, chatId })
    await reading.ready
    untilModel = undefined
    statements = []
    await assistant.send(asker, newSend(chatId))
    await reading.done
    // What follows a reply in the background is not the next one's.
    await assistant.close({ graceMs: 20_000 })
  }
  return untilModel?.map((sql) => /^\s*(\w+)/.exec(sql)?.[1])
}

const claim = ['UPDATE', 'INSERT', 'INSERT', 'SELECT']

test('the first message of a chat: one read and the claim stand before the model', async () => {
  expect(await statementsOfASend({ sendsBefore: 0 })).toEqual(['SELECT', ...claim])
})

test('a later one reads the branch above it too, in one statement', async () => {
  expect(await statementsOfASend({ sendsBefore: 2 })).toEqual(['SELECT', ...claim, 'WITH'])
})
