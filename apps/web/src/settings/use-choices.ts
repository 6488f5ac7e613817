import { useQuery } from '@tanstack/vue-query'
import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useTrpc } from '../api/index.ts'
import { useMessages } from '../i18n/i18n.ts'
import { modelName } from './model-name.ts'
import { personaAbout, personaName } from './persona-words.ts'

/** What a picker offers; the empty value is the server's own choice. */
export interface Option {
  value: string
  label: string
}

export interface Choices {
  personas: ComputedRef<Option[]>
  models: ComputedRef<Option[]>
  /** What a persona is good for; the empty id stands for the server's own choice. */
  about: (personaId: string) => string
}

/** The personas and models of this server, its own choice of each first. Empty until the server has said. */
export function useChoices(): Choices {
  const trpc = useTrpc()
  const t = useMessages()
  const me = useQuery(() => trpc.auth.me.queryOptions())
  const personas = computed(() => me.data.value?.features.personas ?? [])
  const models = computed(() => me.data.value?.features.models ?? [])
  return {
    personas: computed(() => personas.value.map(({ id, emoji }, at) =>
      ({ value: at === 0 ? '' : id, label: `${emoji} ${personaName(id, t.value)}` }))),
    models: computed(() => models.value.map((id, at) => ({ value: at === 0 ? '' : id, label: modelName(id) }))),
    about: (id) => personaAbout(id === '' ? personas.value[0]?.id ?? '' : id, t.value),
  }
}

/** The value that stands for what is stored; what is not offered (any more) counts as the server's own choice. */
export const offered = (options: readonly Option[], stored: string | null): string =>
  options.some(({ value }) => value === stored) && stored !== null ? stored : ''
