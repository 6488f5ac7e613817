export type { Asker, Assistant, Location, SendInput, Sent } from './assistant.ts'
export type { MessagePart, MessageView, ReplyFailure, ReplyStatus, TextPart } from './chat/message.ts'
export { replyFailures } from './chat/message.ts'
export { ClosingError, InvalidOperationError, NotFoundError, ReplyRunningError } from './errors.ts'
export type { ChatEvent, EventLog, LogEntry, LogEvent, ReplyEvent } from './events/event.ts'
export type {
  Model, ModelChunk, ModelContent, ModelErrorKind, ModelFinishReason, ModelPart, ModelRequest, ModelUsage, ProviderData,
  ToolDeclaration,
} from './model/port.ts'
export { ModelError } from './model/port.ts'
export type { ToolPart, Tools } from './tools/registry.ts'
export type { Tool, ToolContext } from './tools/tool.ts'
export { defineTool, ToolError } from './tools/tool.ts'
export type { WeatherCondition, WeatherDay, WeatherReport } from './tools/weather/report.ts'
export type { WeatherInput } from './tools/weather/tool.ts'
