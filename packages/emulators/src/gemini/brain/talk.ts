const greetings: { hello: RegExp, answer: string }[] = [
  { hello: /^(hi|hello|hey|good (morning|afternoon|evening))\b/i, answer: 'Hello! I am a **demo model**: I run without a key and know only a few tricks. Ask me for the *weather in Paris and Tokyo*, or to *write a long answer*.' },
  { hello: /^(привет|здравствуй|добр(ый|ое|ого))/iu, answer: 'Привет! Я **демонстрационная модель**: работаю без ключа и умею немногое. Спросите про *погоду в Париже* или попросите *длинный ответ*.' },
  { hello: /^(hola|buen[oa]s)(?!\p{L})/iu, answer: '¡Hola! Soy un **modelo de demostración**: funciono sin clave y sé pocas cosas. Pregúntame por el *clima en Madrid*.' },
  { hello: /^(bonjour|salut)(?!\p{L})/iu, answer: 'Bonjour ! Je suis un **modèle de démonstration** : je fonctionne sans clé et je sais peu de choses. Demandez-moi la *météo à Paris*.' },
  { hello: /^(hallo|guten (tag|morgen|abend))(?!\p{L})/iu, answer: 'Hallo! Ich bin ein **Demo-Modell**: Ich laufe ohne Schlüssel und kann nur wenig. Frag mich nach dem *Wetter in Berlin*.' },
  { hello: /^(olá|oi|bom dia|boa (tarde|noite))(?!\p{L})/iu, answer: 'Olá! Sou um **modelo de demonstração**: funciono sem chave e sei poucas coisas. Pergunte pelo *clima em São Paulo*.' },
  { hello: /^(مرحبا|السلام عليكم|أهلا|اهلا)/u, answer: 'مرحبًا! أنا **نموذج تجريبي** أعمل من دون مفتاح وأعرف القليل فقط. اسألني عن *الطقس في باريس*.' },
  { hello: /^(こんにちは|おはよう|こんばんは)/u, answer: 'こんにちは！私は**デモ用モデル**です。キーなしで動き、できることは少しだけです。*東京の天気*を聞いてみてください。' },
  { hello: /^(你好|您好)/u, answer: '你好！我是**演示模型**，无需密钥即可运行，只会一点点。可以问我*东京的天气*。' },
]

const howToReplace = 'This is a demo model that runs without a key. To talk to Gemini, put `GEMINI_API_KEY=…` into the file `.env` and start again.'

/** Everything that needs no tool and no layout. Never empty. */
export function talk(prompt: string, earlier: string[], system: string): string {
  const text = prompt.trim()
  const greeting = greetings.find(({ hello }) => hello.test(text))
  if (greeting !== undefined) return greeting.answer
  return recall(text, [...earlier, system]) ?? explain(text) ?? plan(text) ?? echo(text)
}

/** The one thing that it remembers: a name that was said, in the conversation or in its summary. */
function recall(text: string, before: string[]): string | null {
  if (!/what('s| is) my name|как меня зовут/iu.test(text)) return null
  const find = (pattern: RegExp): string | undefined =>
    before.map((said) => pattern.exec(said)?.[1]).findLast((found) => found !== undefined)
  const name = find(/(?:my name is|меня зовут)\s+(\p{L}[\p{L}\p{M}'-]*)/iu) ?? find(/first name is "([^"]+)"/i)
  return name === undefined ? 'You have not told me your name yet.' : `Your name is **${name}**.`
}

function explain(text: string): string | null {
  const topic = /^(?:please\s+)?(?:explain|what (?:is|are)|why (?:is|are|do|does)|how (?:do|does))\s+(.{2,200}?)[?.!]*$/isu.exec(text)?.[1]
  if (topic === undefined) return null
  return `**${capitalised(topic)}**, in short:\n\n- *What*: the thing you asked about.\n- *Why*: because somebody needed it.\n- *How*: one small step after the other.\n\n${howToReplace}`
}

function plan(text: string): string | null {
  const goal = /\b(?:plan|steps|schedule|itinerary)\b(?:\s+(?:for|to|of))?\s*(.{0,200}?)[?.!]*$/isu.exec(text)?.[1]
  if (goal === undefined) return null
  return `A plan${goal === '' ? '' : ` for **${goal}**`}:\n\n1. **Decide** what done looks like.\n2. **Gather** what you need.\n3. **Do** the smallest part first.\n4. **Look** at what came of it, and go on.\n\n${howToReplace}`
}

function echo(text: string): string {
  const points = [...text]
  const topic = points.length > 200 ? `${points.slice(0, 200).join('')}…` : text
  return `${topic === '' ? '' : `You wrote: “${topic}”\n\n`}${howToReplace} Until then I can look up the **weather**, write a **long answer**, some **code** or a **table**.`
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
