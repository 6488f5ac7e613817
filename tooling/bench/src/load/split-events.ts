/**
 * Takes text of a stream of server-sent events, cut anywhere, and calls `onEvent` with the data and the name of each
 * event. It knows as much of https://html.spec.whatwg.org/multipage/server-sent-events.html as tRPC uses: one line of
 * data, line feeds alone. What is called for ten thousands of events a second does no more; `harness/sse.ts` knows all.
 */
export function createEventSplitter(onEvent: (data: string, name: string) => void): (text: string) => void {
  let rest = ''
  return (text) => {
    rest += text
    let from = 0
    for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n', from)) {
      const data = field(rest, 'data: ', from, end)
      if (data !== undefined) onEvent(data, field(rest, 'event: ', from, end) ?? 'message')
      from = end + 2
    }
    rest = rest.slice(from)
  }
}

/** The value of the line that starts with `name`, between `from` and `end`. */
function field(text: string, name: string, from: number, end: number): string | undefined {
  for (let line = from; line < end;) {
    const found = text.indexOf('\n', line)
    const lineEnd = found === -1 || found > end ? end : found
    if (text.startsWith(name, line)) return text.slice(line + name.length, lineEnd)
    line = lineEnd + 1
  }
  return undefined
}
