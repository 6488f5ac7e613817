// The script that a Dockerfile's HEALTHCHECK gives to Node: not every tool runs healthchecks by itself.
import { readFileSync } from 'node:fs'

const [, command] = /^HEALTHCHECK [^[]*?CMD (\[[^\n]*\])$/m.exec(readFileSync(process.argv[2], 'utf8')) ?? []
const [program, flag, script] = JSON.parse(command)
if (program !== 'node' || flag !== '-e') throw new Error(`Not a script for Node: ${command}`)
process.stdout.write(script)
