import './styles/tokens.css'
import './styles/base.css'
import './styles/transitions.css'
import { start } from './app/start.ts'
import { en } from './i18n/en.ts'

start().catch((error: unknown) => {
  // There may be no app to say it in, nor another language.
  document.body.append(`${en.errors.internal} ${en.errors.retryTodo}`)
  reportError(error)
})
