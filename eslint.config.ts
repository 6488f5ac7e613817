import { config } from '@parley/eslint'

export default config
