import { createDatabase } from '@parley/db'

/** One of each, so that every kind of block is among any seven messages. */
const blocks = [
  (n: number) => `## Part ${n}\n\nA paragraph with **bold**, *italic*, \`code\` and a [link](https://example.com/${n}). It goes on for a while, as answers do, so that it needs two lines or three on a phone and is not the same height as the others.`,
  (n: number) => `\`\`\`ts\nexport function part${n}(words: string[]): number {\n  // Counts what is long enough.\n  return words.filter((word) => word.length > ${n % 9}).length\n}\n\nconsole.log(part${n}(['a', 'bc', 'def']))\n\`\`\``,
  (n: number) => `| Name | Count | Share |\n| :--- | ---: | ---: |\n| Alpha | ${n} | 60 % |\n| Beta | ${n * 2} | 25 % |\n| Gamma | ${n * 3} | 15 % |`,
  (n: number) => `1. First of ${n}\n2. Second, with\n   - a point\n   - another **point**\n3. Third\n\n- [x] done\n- [ ] to do`,
  (n: number) => `The sum is $s = \\frac{${n}}{2}$, or in full:\n\n$$\nS = \\sum_{i=1}^{${n}} \\frac{i^2}{i + 1}\n$$`,
  (n: number) => `> A quote, number ${n}.\n> It has a second line.\n\n---\n\nAnd a closing line. 🙂 مرحبا بكم ${n} 東京`,
  (n: number) => `### Short\n\nYes, ${n} times.`,
]

/** Two blocks of the kinds above, different for each `n`. */
export const richText = (n: number): string =>
  [n, n + 3].map((at) => blocks[at % blocks.length]?.(n) ?? '').join('\n\n')

const day = Date.UTC(2026, 10, 1)

/** Writes a user with chats of these many messages into a migrated database. */
export async function seed(url: string, { userId, sizes }: { userId: number, sizes: number[] }): Promise<void> {
  const db = await createDatabase(url)
  await db.user.create({ data: { id: BigInt(userId), firstName: 'Perf' } })
  for (const [at, size] of sizes.entries()) {
    const chatId = uuid(at, 0)
    await db.chat.create({
      data: { id: chatId, userId: BigInt(userId), title: `Chat of ${size}`, preview: 'x', activeLeafId: uuid(at, size) },
    })
    const rows = Array.from({ length: size }, (_, index) => {
      const isReply = index % 2 === 1
      const text = isReply ? richText(index) : `Question ${index}: what about part ${index}?`
      return {
        id: uuid(at, index + 1),
        chatId,
        parentId: index === 0 ? null : uuid(at, index),
        role: isReply ? 'assistant' : 'user',
        status: 'done',
        parts: [{ type: 'text', text }],
        text,
        createdAt: new Date(day + index * 60_000),
      }
    })
    for (let from = 0; from < rows.length; from += 1_000) {
      await db.message.createMany({ data: rows.slice(from, from + 1_000) })
    }
  }
  await db.$disconnect()
}

/** A UUIDv7 by number: they sort as the messages do. */
function uuid(chat: number, number: number): string {
  const time = (day + number).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chat.toString(16).padStart(3, '0')}-8000-${number.toString(16).padStart(12, '0')}`
}
