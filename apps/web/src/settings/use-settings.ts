import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { Settings } from '@parley/api'
import { useFailureToast, useTrpc } from '../api/index.ts'
import { usePreferences } from '../app/preferences.ts'
import { useTelegram } from '../telegram/index.ts'

/** The user's settings with what there is to choose from. A choice shows at once, and goes back when it is refused. */
export function useSettings() {
  const trpc = useTrpc()
  const queryClient = useQueryClient()
  const preferences = usePreferences()
  const { haptics } = useTelegram()
  const showFailure = useFailureToast()
  const key = trpc.auth.me.queryKey()
  const me = useQuery(() => trpc.auth.me.queryOptions(undefined, { staleTime: 0 }))

  const setSettings = (settings: Settings) =>
    queryClient.setQueryData(key, (data) => data && { ...data, settings })

  const update = useMutation(trpc.auth.updateSettings.mutationOptions({
    scope: { id: 'settings' },
    async onMutate(change) {
      await queryClient.cancelQueries({ queryKey: key })
      const before = queryClient.getQueryData(key)?.settings
      const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      if (before) setSettings({ ...before, ...known })
      return before
    },
    onError(error, _change, before) {
      if (before) setSettings(before)
      showFailure(error)
    },
  }))

  /** Before the server has said anything: what this device remembers. */
  const settings = computed((): Settings =>
    me.data.value?.settings ?? { ...preferences.current.value, persona: null, model: null })

  return {
    me,
    /** A setting as a picker has it: null, which leaves the choice to somebody else, is the empty value. */
    field: (name: keyof Settings) => computed<string>({
      get: () => settings.value[name] ?? '',
      set(value) {
        haptics.selection()
        update.mutate({ [name]: value === '' ? null : value })
      },
    }),
  }
}
