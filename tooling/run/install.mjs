// Installs what is missing, and nothing else: docker-compose.dev.yml runs it.
import { checkNode, install } from './workspace.mjs'

checkNode()
await install()
