import type { MutationOptions } from '@tanstack/vue-query'
import type { TRPCMutationKey } from './keys.ts'
import type { ProcedureTypes, WithProcedureTypes } from './procedure.ts'
import { callOptions } from './request.ts'
import type { TRPCRequestOptions } from './request.ts'
import type { Target } from './target.ts'

type VueMutationOptions<TTypes extends ProcedureTypes, TOnMutateResult> = Omit<
  MutationOptions<TTypes['output'], TTypes['error'], TTypes['input'], TOnMutateResult>,
  'mutationKey' | 'mutationFn'
>

/** A mutation procedure of the proxy. */
export interface MutationProcedure<TTypes extends ProcedureTypes> extends WithProcedureTypes<TTypes> {
  /** Makes the options of `useMutation`; the variables of `mutate` are the procedure's input. */
  mutationOptions: <TOnMutateResult = unknown>(
    options?: VueMutationOptions<TTypes, TOnMutateResult> & { trpc?: TRPCRequestOptions },
  ) => VueMutationOptions<TTypes, TOnMutateResult> & {
    mutationKey: TRPCMutationKey
    mutationFn: (input: TTypes['input']) => Promise<TTypes['output']>
  }
  /** The key, for `useIsMutating`, `useMutationState` and `setMutationDefaults`. */
  mutationKey: () => TRPCMutationKey
}

/** The run-time side of `mutationOptions`. */
export function mutationOptions(
  { client, path, keyPath }: Target,
  { trpc = {}, ...options }: { trpc?: TRPCRequestOptions } = {},
): object {
  return {
    ...options,
    mutationKey: [keyPath] satisfies TRPCMutationKey,
    mutationFn: (input: unknown) => client.mutation(path, input, callOptions(trpc)),
  }
}
