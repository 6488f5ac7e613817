import type { InjectionKey, ShallowRef } from 'vue'
import { inject, shallowRef } from 'vue'
import type { Confirmation } from '../telegram/index.ts'

/** A line of text that the user is asked for. */
export interface Prompt {
  title: string
  label: string
  value: string
  maxLength: number
  confirm: string
  cancel: string
}

type Open
  = | { kind: 'confirm', question: Confirmation, answer: (yes: boolean) => void }
    | { kind: 'prompt', question: Prompt, answer: (text: string | undefined) => void }

/** The app's own dialogs: what the client's popups cannot do, and what stands in for them. */
export interface Dialogs {
  readonly open: Readonly<ShallowRef<Open | undefined>>
  confirm: (question: Confirmation) => Promise<boolean>
  /** The text, trimmed; undefined when it was given up or left empty. */
  prompt: (question: Prompt) => Promise<string | undefined>
}

/** One at a time: a second question takes the first one's place, which counts as given up. */
export function createDialogs(): Dialogs {
  const open = shallowRef<Open>()
  const giveUp = () => {
    const current = open.value
    if (current?.kind === 'confirm') current.answer(false)
    else current?.answer(undefined)
  }
  return {
    open,
    confirm: async (question) => await new Promise((resolve) => {
      giveUp()
      open.value = {
        kind: 'confirm',
        question,
        answer(yes) {
          open.value = undefined
          resolve(yes)
        },
      }
    }),
    prompt: async (question) => await new Promise((resolve) => {
      giveUp()
      open.value = {
        kind: 'prompt',
        question,
        answer(text) {
          open.value = undefined
          resolve(text?.trim() || undefined)
        },
      }
    }),
  }
}

export const dialogsKey: InjectionKey<Dialogs> = Symbol('dialogs')

export function useDialogs(): Dialogs {
  const dialogs = inject(dialogsKey)
  if (dialogs === undefined) throw new Error('No dialogs are provided')
  return dialogs
}
