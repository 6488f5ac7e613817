import { onMounted, type Ref } from 'vue'
import { usePendingQuestions } from '../app/pending-questions.ts'
import { useTelegram, type Place } from '../telegram/index.ts'
import { useLocation } from './use-location.ts'

/** Asks what was not typed here: a suggestion's or a deep link's question, once the chat is open, and the weather. */
export function useAsking({ id, draft, submit, sendFrom }: {
  id: string
  draft: Ref<string>
  submit: (text: string) => Promise<void>
  sendFrom: (text: string, place: Place) => Promise<void>
}) {
  const questions = usePendingQuestions()
  const location = useLocation()
  const { hideKeyboard } = useTelegram()

  /** Without a place the question waits in the field: it can be asked with a place's name. */
  async function askHere(question: string): Promise<void> {
    hideKeyboard()
    const place = await location.ask()
    if (place) await sendFrom(question, place)
    else draft.value ||= question
  }
  onMounted(async () => {
    const question = questions.take(id)
    if (question?.send) await (question.withLocation ? askHere(question.text) : submit(question.text))
    else if (question) draft.value = question.text
  })
  return { location: location.state, askHere }
}
