/** What the bot itself says; the conversation happens in the app. */
export interface Texts {
  /** On the buttons that open the app, the one beside the composer too: keep it to a word or two. */
  open: string
  greeting: (firstName: string) => string
  /** Above a button that takes a question along. */
  question: string
  help: string
  /** Instead of a button: the app can only be opened from an https address. */
  closed: string
  commands: { start: string, help: string }
}

/** By the app's own language tags. */
export const texts = {
  en: {
    open: 'Open Parley',
    greeting: (name) => `Hello, ${name}! Ask me anything: I know the weather too.`,
    question: 'Your question is ready. Open the app to get the answer.',
    help: 'Open the app and write. Or write your question here: I take it there.',
    closed: 'The app has no public address yet.',
    commands: { start: 'Open the app', help: 'How this works' },
  },
  ru: {
    open: 'Открыть Parley',
    greeting: (name) => `Здравствуйте, ${name}! Спросите меня о чём угодно, например о погоде.`,
    question: 'Ваш вопрос готов. Откройте приложение, чтобы получить ответ.',
    help: 'Откройте приложение и пишите. Или задайте вопрос здесь — я перенесу его туда.',
    closed: 'У приложения пока нет публичного адреса.',
    commands: { start: 'Открыть приложение', help: 'Как это работает' },
  },
  es: {
    open: 'Abrir Parley',
    greeting: (name) => `¡Hola, ${name}! Pregúntame lo que quieras; también sé qué tiempo hace.`,
    question: 'Tu pregunta está lista. Abre la aplicación para ver la respuesta.',
    help: 'Abre la aplicación y escribe. O escribe tu pregunta aquí y la llevo allí.',
    closed: 'La aplicación aún no tiene una dirección pública.',
    commands: { start: 'Abrir la aplicación', help: 'Cómo funciona' },
  },
  'pt-BR': {
    open: 'Abrir o Parley',
    greeting: (name) => `Olá, ${name}! Pergunte o que quiser; também sei a previsão do tempo.`,
    question: 'Sua pergunta está pronta. Abra o app para ver a resposta.',
    help: 'Abra o app e escreva. Ou escreva sua pergunta aqui, e eu a levo para lá.',
    closed: 'O app ainda não tem um endereço público.',
    commands: { start: 'Abrir o app', help: 'Como funciona' },
  },
  de: {
    open: 'Parley öffnen',
    greeting: (name) => `Hallo, ${name}! Frag mich, was du willst, auch nach dem Wetter.`,
    question: 'Deine Frage ist bereit. Öffne die App, um die Antwort zu sehen.',
    help: 'Öffne die App und schreib. Oder schreib deine Frage hier: Ich nehme sie mit.',
    closed: 'Die App hat noch keine öffentliche Adresse.',
    commands: { start: 'Die App öffnen', help: 'So geht es' },
  },
  ar: {
    open: 'افتح Parley',
    greeting: (name) => `مرحبًا ${name}! اسألني عن أي شيء، وعن الطقس أيضًا.`,
    question: 'سؤالك جاهز. افتح التطبيق لترى الإجابة.',
    help: 'افتح التطبيق واكتب. أو اكتب سؤالك هنا وسأنقله إلى هناك.',
    closed: 'ليس للتطبيق عنوان عام بعد.',
    commands: { start: 'افتح التطبيق', help: 'كيف يعمل' },
  },
  fa: {
    open: 'باز کردن Parley',
    greeting: (name) => `سلام ${name}! هر چه می‌خواهی بپرس؛ از آب‌وهوا هم خبر دارم.`,
    question: 'پرسش شما آماده است. برای دیدن پاسخ، برنامه را باز کنید.',
    help: 'برنامه را باز کنید و بنویسید. یا پرسش خود را همین‌جا بنویسید تا آن را ببرم.',
    closed: 'برنامه هنوز نشانی عمومی ندارد.',
    commands: { start: 'باز کردن برنامه', help: 'راهنما' },
  },
  hi: {
    open: 'Parley खोलें',
    greeting: (name) => `नमस्ते, ${name}! मुझसे कुछ भी पूछें, मौसम के बारे में भी।`,
    question: 'आपका सवाल तैयार है। जवाब पाने के लिए ऐप खोलें।',
    help: 'ऐप खोलें और लिखें। या अपना सवाल यहाँ लिखें, मैं उसे वहाँ ले जाऊँगा।',
    closed: 'ऐप का अभी कोई सार्वजनिक पता नहीं है।',
    commands: { start: 'ऐप खोलें', help: 'यह कैसे काम करता है' },
  },
  bn: {
    open: 'Parley খুলুন',
    greeting: (name) => `নমস্কার, ${name}! যা খুশি জিজ্ঞাসা করুন, আবহাওয়ার কথাও।`,
    question: 'আপনার প্রশ্ন প্রস্তুত। উত্তর পেতে অ্যাপটি খুলুন।',
    help: 'অ্যাপটি খুলে লিখুন। অথবা এখানে প্রশ্ন লিখুন, আমি সেটি সেখানে নিয়ে যাব।',
    closed: 'অ্যাপটির এখনও কোনো প্রকাশ্য ঠিকানা নেই।',
    commands: { start: 'অ্যাপ খুলুন', help: 'কীভাবে কাজ করে' },
  },
  uk: {
    open: 'Відкрити Parley',
    greeting: (name) => `Вітаю, ${name}! Запитуйте про що завгодно, навіть про погоду.`,
    question: 'Ваше запитання готове. Відкрийте застосунок, щоб отримати відповідь.',
    help: 'Відкрийте застосунок і пишіть. Або поставте запитання тут — я перенесу його туди.',
    closed: 'Застосунок ще не має публічної адреси.',
    commands: { start: 'Відкрити застосунок', help: 'Як це працює' },
  },
} satisfies Record<string, Texts>

export type Language = keyof typeof texts

const byPrimaryTag = new Map<string, Language>(
  (Object.keys(texts) as Language[]).map((language) => [primaryTag(language), language]),
)

function primaryTag(language: string): string {
  return language.toLowerCase().split('-', 1)[0] ?? ''
}

/** The texts for an IETF tag such as `pt-br`; English for a language that there are none in. */
export function textsFor(tag: string | undefined): Texts {
  return texts[byPrimaryTag.get(primaryTag(tag ?? '')) ?? 'en']
}
