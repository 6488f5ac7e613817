/** A long answer with every kind of block that the page can show, about `topic`. */
export function markdownAnswer(topic: string): string {
  return `# ${topic}

This is a **long answer** from the demo model. It shows *everything* that a reply can hold: lists, a table, code, a quote and some maths, with \`inline code\` and a [link](https://core.telegram.org/bots/webapps).

## What it is made of

1. A heading for each section
2. A list, with
   - a point inside it
   - another one, with **bold** and ~~struck~~ words
3. A closing line

## In numbers

| Part | Tokens | Share | Shown as |
| :--- | ---: | ---: | :--- |
| Text | 1,200 | 60 % | paragraphs |
| Code | 500 | 25 % | \`ts\` block |
| Table | 300 | 15 % | this table |

## In code

\`\`\`ts
interface Reply {
  id: string
  text: string
  done: boolean
}

/** Puts what arrives at the end of what is there. */
export function append(reply: Reply, delta: string): Reply {
  return { ...reply, text: reply.text + delta }
}

for (const delta of ['Hello', ', ', 'world', '!']) {
  console.log(append({ id: '1', text: '', done: false }, delta))
}
\`\`\`

## What is left to do

- [x] Read the question
- [x] Think of an answer
- [ ] Say it in fewer words

> A reply that arrives while it is written is read while it arrives.
> Nothing jumps, and nothing is lost.

## In a formula

The time to read it is $t = \\frac{n}{r}$, with $n$ words at $r$ words a second. For a whole conversation:

$$
T = \\sum_{i=1}^{k} \\frac{n_i}{r}
$$

---

That was the tour. Ask for the *weather in Paris and Tokyo* to see a tool at work.
`
}

const code = `Here is a small example in TypeScript:

\`\`\`ts
/** Waits, and can be called off. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    }, { once: true })
  })
}
\`\`\`

Call it as \`await sleep(500)\`. This is a demo model, so the example is always this one.`

const table = `| Planet | Diameter | Moons |
| :--- | ---: | ---: |
| Mercury | 4,879 km | 0 |
| Venus | 12,104 km | 0 |
| Earth | 12,742 km | 1 |
| Mars | 6,779 km | 2 |

This is a demo model, so the table is always this one.`

/** What is asked for by its form: a long text, code, a table. Null when it is something else. */
export function formattedAnswer(prompt: string): string | null {
  if (/\b(long (answer|text|reply|story)|markdown|essay|article)\b|длинн|подробн/iu.test(prompt)) return markdownAnswer(topicOf(prompt))
  if (/\b(code|function|typescript|javascript|snippet)\b|\bкод\b/iu.test(prompt)) return code
  if (/\btable\b|таблиц/iu.test(prompt)) return table
  return null
}

function topicOf(prompt: string): string {
  const topic = /\b(?:about|on|of)\s+([^.?!\n]{2,60})/iu.exec(prompt)?.[1]?.trim() ?? 'A tour of what a reply can be'
  return topic.charAt(0).toLocaleUpperCase() + topic.slice(1)
}
