import { DatabaseError } from '@parley/db'
import type { Env } from '../env.ts'
import { EnvError } from '../env.ts'

/** Why the server cannot start: one line for a person, or the stack when the fault is ours. */
export function explainStartError(error: unknown, env: Pick<Env, 'PORT' | 'HOST'> | undefined): string {
  if (error instanceof EnvError || error instanceof DatabaseError) return error.message
  if (!(error instanceof Error)) return String(error)
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${env?.PORT} is taken. Choose another one, for example PORT=${(env?.PORT ?? 3000) + 1}.`
    case 'EACCES':
      return `Not allowed to listen on port ${env?.PORT}: ports below 1024 need privileges. Set PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${env?.HOST} is not an address of this machine.`
    default:
      return error.stack ?? error.message
  }
}
