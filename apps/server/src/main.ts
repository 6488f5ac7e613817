import { enableCompileCache } from 'node:module'
import { compileCache } from './paths.ts'

// Half of a start is reading TypeScript and compiling: it is kept for the next one, where the folder can be written.
// So nothing but this may be loaded before it.
enableCompileCache(compileCache)
await import('./run.ts')
