export type { ChatView } from './chat/view.ts'
export type { CallOutcome, Context, Dependencies, Features } from './context.ts'
export { createContext } from './context.ts'
export { AppError } from './errors.ts'
export type { Reason, ReasonData } from './errors.ts'
export { toAppError } from './error-mapping.ts'
export type { KeyedQueue } from './keyed-queue.ts'
export { createKeyedQueue } from './keyed-queue.ts'
export type { Limits, LimitSettings, LimitsView } from './limits.ts'
export { createLimits } from './limits.ts'
export type { AppRouter } from './router.ts'
export { appRouter, createCaller } from './router.ts'
export type { Settings } from './settings.ts'
export type {
  ChatEvent, MessagePart, MessageView, ReplyEvent, ReplyFailure, ReplyStatus, TextPart, ToolPart, WeatherCondition,
  WeatherDay, WeatherInput, WeatherReport,
} from '@parley/ai'
