import assert from 'node:assert/strict'
import type { FileState, Row } from '../support/rows.ts'
import type { Send, Shown } from './story.ts'

/** The file of a dead server, and the same after another one has started on it. */
export interface Death {
  atDeath: FileState
  afterRestart: FileState
}

/** The start does nothing but say of running replies that they were interrupted. */
export function checkRecovery({ atDeath, afterRestart }: Death): void {
  assert.deepEqual(atDeath.defects, [], 'the file is sound after the kill')
  assert.deepEqual(afterRestart.defects, [], 'the file is sound after the restart')
  assert.deepEqual(afterRestart.leases, [], 'no reply runs')
  assert.deepEqual([...afterRestart.messages.keys()], [...atDeath.messages.keys()], 'the messages are the same')
  for (const row of atDeath.messages.values()) {
    const expected = row.status === 'running'
      ? { ...row, status: 'interrupted', failure: 'SERVER_STOPPED', seq: row.seq + 1 }
      : row
    assert.deepEqual(afterRestart.messages.get(row.id), expected)
  }
}

/** Every send is there once and whole, or not at all; an acknowledged one is there. */
export function checkSends(sends: readonly Send[], { messages }: FileState): void {
  const children = Map.groupBy(messages.values(), ({ parentId }) => parentId)
  for (const { id, replyId, text, chatId, acknowledged } of sends) {
    const row = messages.get(id)
    const reply = messages.get(replyId)
    if (acknowledged) assert.ok(row, `acknowledged, and not there: ${id}`)
    assert.equal(row === undefined, reply === undefined, `half of a send is there: ${id}`)
    if (row === undefined) continue
    assert.deepEqual([row.role, row.text, row.chatId], ['user', text, chatId])
    assert.deepEqual([reply?.role, reply?.parentId], ['assistant', id])
    assert.ok(children.get(id)?.some((child) => child.id === replyId))
  }
  const texts = sends.flatMap(({ id, text }) => (messages.has(id) ? [text] : []))
  const stored = [...messages.values()].filter(({ role }) => role === 'user').map(({ text }) => text)
  for (const text of texts) assert.equal(stored.filter((other) => other === text).length, 1, `twice: ${text}`)
}

/** A reply is whole, or a beginning of what the model sent of it; `sent` is that, `whole` all that it had to say. */
export function checkReply(
  { id, status, failure, text, parts }: Row,
  { sent, whole }: { sent: string, whole: string },
): void {
  const ends = ['done null', 'stopped null', 'interrupted SERVER_STOPPED', 'running null']
  assert.ok(ends.includes(`${status} ${failure}`), `${id} ended as ${status} ${failure}`)
  assert.ok(sent.startsWith(text), `${id} has what the model did not send`)
  assert.deepEqual(JSON.parse(parts), text === '' ? [] : [{ type: 'text', text }])
  if (status === 'done') assert.equal(text, whole, `${id} is done and not whole`)
}

/** What a checkpoint does not hold: how much of a reply was shown and lost, and for how long it had been shown. */
export interface Lost {
  characters: number
  ms: number
}

/**
 * What was shown up to the number that the row holds is in the row, to the letter; an end that was shown is the row's.
 * Returns what was shown beyond it.
 */
export function checkShown(row: Row, { text, status, marks }: Shown, diedAt: number): Lost {
  for (const [seq, { length }] of marks) {
    if (seq < row.seq) assert.ok(row.text.startsWith(text.slice(0, length)), `${row.id} lost what was shown by ${seq}`)
    if (seq === row.seq) assert.equal(row.text, text.slice(0, length), `${row.id} is not what was shown at ${seq}`)
  }
  if (status !== 'running' && marks.has(row.seq)) assert.equal(row.status, status, `${row.id} ended as was shown`)
  const beyond = [...marks].filter(([seq]) => seq > row.seq).map(([, { at }]) => at)
  if (beyond.length === 0) return { characters: 0, ms: 0 }
  assert.equal(row.status, 'running', `${row.id} had ended, and more was shown`)
  return { characters: text.length - row.text.length, ms: diedAt - Math.min(...beyond) }
}
