import './styles/tokens.css'
import './styles/base.css'
import './styles/transitions.css'
import { start } from './app/start.ts'

await start()
