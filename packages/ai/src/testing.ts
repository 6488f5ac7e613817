export type { Script, ScriptedModel, ScriptStep } from './model/scripted.ts'
export { calls, finishes, says, scriptedModel, uses } from './model/scripted.ts'
