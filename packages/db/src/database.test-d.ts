import { expectTypeOf, test } from 'vitest'
import { readBranch, readBranchWithContents } from './index.ts'
import type { Database, MessageRow, MessageRowWithContents, Transaction } from './index.ts'

declare const database: Database
declare const transaction: Transaction
const input = { chatId: 'a', fromId: 'b', limit: 1 }

test('rows have the types that the client gives them', () => {
  expectTypeOf<MessageRow['createdAt']>().toEqualTypeOf<Date>()
  expectTypeOf<MessageRow['parentId']>().toEqualTypeOf<string | null>()
  expectTypeOf<MessageRow['parts']>().not.toBeAny()
})

test('a list does not read what the model was sent', () => {
  expectTypeOf<MessageRow>().not.toHaveProperty('modelContents')
  expectTypeOf<MessageRowWithContents>().toHaveProperty('modelContents')
  expectTypeOf(readBranchWithContents).returns.resolves.items.toExtend<MessageRow>()
})

test('the tree is read in a transaction too', () => {
  expectTypeOf(readBranch(database, input)).toEqualTypeOf(readBranch(transaction, input))
  // @ts-expect-error A branch is read from somewhere.
  void readBranch(database, { chatId: 'a', limit: 1 })
})

test('a transaction begins no other and closes nothing', () => {
  // @ts-expect-error Only the database does.
  void transaction.$disconnect
  // @ts-expect-error Only the database does.
  void transaction.$connect
})
