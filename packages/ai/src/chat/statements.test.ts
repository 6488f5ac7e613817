import { createDatabase } from '@parley/db'
import { expect, onTestFinished, test } from 'vitest'
import { answering, newSend, setUp, watch } from '../generation/test/setup.ts'

/** The statements of one send, from its arrival to the request to the model, and from there to the end of its reply. */
async function statementsOfASend({ sendsBefore }: { sendsBefore: number }) {
  const statements: string[] = []
  let beforeModel = 0
  const model = answering('Yes.')
  const house = await setUp({
    stream: (...request) => {
      beforeModel = statements.length
      return model.stream(...request)
    },
  })
  const db = await createDatabase(house.url, { onStatement: (sql) => statements.push(/^\s*(\w+)/.exec(sql)?.[1] ?? sql) })
  onTestFinished(() => db.$disconnect())
  // There each statement is a round trip, and what begins and ends a transaction would be two more.
  if (db.provider === 'postgresql') db.direct.transaction = () => Promise.reject(new Error('a transaction'))
  const { asker, chatId } = house
  for (let sent = 0; sent <= sendsBefore; sent++) {
    const assistant = house.another({ db })
    const reading = watch({ assistant, asker, chatId })
    await reading.ready
    statements.length = 0
    await assistant.send(asker, newSend(chatId))
    await reading.done
    // What follows a reply in the background is not the next one's.
    await assistant.close({ graceMs: 20_000 })
  }
  const { claim, end } = expected[db.provider]
  return { statements: [statements.slice(0, beforeModel), statements.slice(beforeModel)], claim, end }
}

const expected = {
  sqlite: { claim: ['UPDATE', 'INSERT', 'INSERT', 'SELECT'], end: ['UPDATE', 'DELETE', 'UPDATE', 'INSERT'] },
  postgresql: { claim: ['WITH'], end: ['WITH'] },
}
const checkpoint = 'UPDATE'

test('the first message of a chat: one read and the claim stand before the model, a checkpoint and the end after it', async () => {
  const { statements, claim, end } = await statementsOfASend({ sendsBefore: 0 })
  expect(statements).toEqual([['SELECT', ...claim], [checkpoint, ...end]])
})

test('a later one reads the branch above it too, in one statement', async () => {
  const { statements, claim, end } = await statementsOfASend({ sendsBefore: 2 })
  expect(statements).toEqual([['SELECT', ...claim, 'WITH'], [checkpoint, ...end]])
})
