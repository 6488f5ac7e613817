/** Parley's own main file, which on SIGUSR2 lets go of what it can. Needs --expose-gc. */
import '@parley/server/main'

process.on('SIGUSR2', () => globalThis.gc?.())
