import type { TRPCClientErrorLike } from '@trpc/client'
import type {
  AnyTRPCProcedure,
  AnyTRPCRouter,
  inferProcedureErrorShape,
  inferProcedureInput,
  inferTransformedProcedureOutput,
} from '@trpc/server'

/** The types of a router that reach a client: the shape of its errors, and whether a transformer keeps rich types. */
export type RootTypes<TRouter extends AnyTRPCRouter> = Pick<
  TRouter['_def']['_config']['$types'],
  'errorShape' | 'transformer'
>

/** What a client sees of one procedure. */
export interface ProcedureTypes {
  input: unknown
  output: unknown
  error: unknown
}

/** The types of a procedure as the client gets them, after the transformer. */
export interface InferProcedureTypes<
  TRoot extends RootTypes<AnyTRPCRouter>,
  TProcedure extends AnyTRPCProcedure,
> {
  input: inferProcedureInput<TProcedure>
  output: inferTransformedProcedureOutput<TRoot, TProcedure>
  error: TRPCClientErrorLike<{
    errorShape: inferProcedureErrorShape<TRoot, TProcedure>
    transformer: TRoot['transformer']
  }>
}

/** Carries the types of a procedure for the `infer…` helpers; it does not exist at run time. */
export interface WithProcedureTypes<TTypes extends ProcedureTypes> {
  '~types': TTypes
}

/** The input of a procedure of the proxy: `inferInput<typeof trpc.chat.list>`. */
export type inferInput<TProcedure extends WithProcedureTypes<ProcedureTypes>> = TProcedure['~types']['input']

/** The output of a procedure of the proxy as the client gets it; for a subscription, one event. */
export type inferOutput<TProcedure extends WithProcedureTypes<ProcedureTypes>> = TProcedure['~types']['output']

/** The error of a procedure of the proxy, with the data that the router's `errorFormatter` gives it. */
export type inferError<TProcedure extends WithProcedureTypes<ProcedureTypes>> = TProcedure['~types']['error']
