import { describe, expect, it } from 'vitest'
import { answer } from './answer.ts'
import type { Reply } from './reply.ts'
import type { Turn } from './turn.ts'

const tools = new Map([['get_weather', ['place', 'latitude', 'longitude', 'units']]])

function ask(prompt: string, more: Partial<Turn> = {}): { text: string, calls: object[] } {
  const reply: Reply = answer({ system: '', earlier: [], rounds: [], afterTools: false, said: '', tools, prompt, ...more })
  return {
    text: reply.parts.flatMap((part) => (part.type === 'text' ? [...part.tokens()] : [])).join(''),
    calls: reply.parts.flatMap((part) => (part.type === 'call' ? [part.args] : [])),
  }
}

describe('greetings', () => {
  it.each([
    ['Hi there', /demo model/], ['Привет!', /демонстрационная/], ['Hola', /demostración/], ['Bonjour', /démonstration/],
    ['مرحبا', /تجريبي/], ['こんにちは', /デモ/], ['你好', /演示/], ['Olá', /demonstração/], ['Hallo', /Demo/],
  ])('%s', (hello, demo) => {
    expect(ask(hello).text).toMatch(demo)
  })
})

describe('the weather', () => {
  it('is asked for once without a place for "here"', () => {
    expect(ask('What\'s the weather here?').calls).toEqual([{}])
  })

  it('is asked for by a short second question', () => {
    const earlier = ['weather in Paris']
    expect(ask('And in Tokyo?', { earlier }).calls).toEqual([{ place: 'Tokyo' }])
    expect(ask('what about London', { earlier }).calls).toEqual([{ place: 'London' }])
    expect(ask('And in Tokyo?').calls).toEqual([])
  })

  it('is asked for at eight places at the most', () => {
    expect(ask('weather in Paris, London, Rome, Lima, Cairo, Tokyo, Seoul, Delhi, Dubai and Athens').calls).toHaveLength(8)
  })

  it('is told in Russian when asked in Russian', () => {
    const response = {
      place: 'Париж, Франция', now: { sky: 'rain', temperature: '7 °C', feelsLike: '4 °C', wind: '20 km/h' },
    }
    const rounds = [[{ name: 'get_weather', args: { place: 'Париж' }, response }]]
    expect(ask('погода в Париже', { rounds }).text).toBe('**Париж**: сейчас 7 °C, дождь. Ощущается как 4 °C.')
  })

  it('is not made up when the result has another shape', () => {
    const rounds = [[{ name: 'get_weather', args: { place: 'Paris' }, response: { temperature: 'warm' } }]]
    expect(ask('weather in Paris', { rounds }).text).toBe('I could not get the weather for Paris.')
  })
})

describe('layout', () => {
  it('shows every kind of block in a long answer', () => {
    const { text, calls } = ask('Write a long answer about rivers and rain')
    expect(calls).toEqual([])
    for (const block of ['# Rivers and rain', '## ', '1. ', '| :--- |', '```ts', '- [x]', '- [ ]', '> ', '$$', '`inline code`']) {
      expect(text).toContain(block)
    }
  })

  it('shows code and tables alone', () => {
    expect(ask('some code please').text).toContain('```ts')
    expect(ask('a table of the planets').text).toContain('| Mercury |')
  })
})

describe('without tools', () => {
  const none = { tools: new Map<string, string[]>() }

  it.each([
    ['What is the weather in Paris and Tokyo?', 'Weather in Paris and Tokyo'],
    ['Please explain to me how a very long river finds its way', 'How a very long river finds'],
    ['привет, как дела?', 'Привет как дела'],
    ['🙂', '🙂'],
    ['[[scenario:tokens n=5]]', 'New conversation'],
  ])('makes a title of %s', (first, title) => {
    const system = 'Write a title of at most six words for this conversation. Answer with the title only.'
    expect(ask(first, { ...none, system }).text).toBe(title)
    expect(ask(`Write a title of at most six words for this conversation:\n\nUser: ${first}\nAssistant: …`, none).text).toBe(title)
  })

  it('makes a summary that keeps what was said', () => {
    const { text } = ask('Summarise the conversation above.', { ...none, earlier: ['My name is Zoë', 'weather in Paris'] })
    expect(text).toBe('The conversation so far:\n- My name is Zoë\n- weather in Paris')
    const system = 'You keep notes. Summarise both: write the new notes.'
    const next = `<notes>\n${text}\n</notes>\n<messages>\nuser: and in Rome?\nassistant: In Rome it rains.\n</messages>\nThe new notes:`
    expect(ask(next, { ...none, system }).text).toBe(`${text}\n- and in Rome?`)
  })

  it('keeps a summary short, with its beginning and its end', () => {
    const earlier = Array.from({ length: 500 }, (_, index) => `message ${index} ${'x'.repeat(500)}`)
    const { text } = ask('Summarise it.', { ...none, earlier })
    expect(text.length).toBeLessThan(4_000)
    expect(text).toContain('- message 0 ')
    expect(text).toContain('- message 499 ')
  })

  it('remembers a name from the conversation or from its summary', () => {
    expect(ask('What is my name?', { earlier: ['my name is Zoë'] }).text).toBe('Your name is **Zoë**.')
    expect(ask('What\'s my name?', { system: 'Summary: - My name is Ali' }).text).toBe('Your name is **Ali**.')
    expect(ask('What is my name?', { system: 'Their first name is "Ali".' }).text).toBe('Your name is **Ali**.')
    expect(ask('What is my name?').text).toContain('not told me')
  })
})

describe('anything else', () => {
  it.each(['What is gravity?', 'Make a plan for a birthday', 'lorem ipsum'])('says that it is a demo: %s', (prompt) => {
    expect(ask(prompt).text).toContain('GEMINI_API_KEY')
  })

  it('quotes a long prompt in part, and no half emoji', () => {
    expect(ask('🙂'.repeat(300)).text).toContain(`“${'🙂'.repeat(200)}…”`)
  })

  it('answers nothing, too', () => {
    expect(ask('').text).not.toBe('')
  })
})
