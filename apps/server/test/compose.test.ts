import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
const namesIn = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = '']) => name))

interface Service {
  build?: { context: string, dockerfile: string }
  image?: string
  profiles?: string[]
  environment?: Record<string, string | number>
  depends_on?: Record<string, { required?: boolean }>
  healthcheck?: object
  ports?: string[]
  volumes?: string[]
  read_only?: boolean
  cap_drop?: string[]
  stop_grace_period?: string
}

interface Compose {
  services: Record<string, Service>
  volumes: Record<string, null>
}

const compose = parse(read('docker-compose.yml')) as Compose
const services = Object.entries(compose.services)
const ofProfile = (profile: string | undefined) =>
  services.filter(([, { profiles = [] }]) => profiles[0] === profile).map(([name]) => name)

/** As env.ts reads them. */
const settings = namesIn(read('apps/server/src/env.ts'), /^ {2}([A-Z][A-Z_]+):/gm)

test('.env.example names every setting, and no other', () => {
  const named = namesIn(read('.env.example'), /^([A-Z][A-Z_]+)=/gm)
  expect([...named].sort()).toEqual([...settings, 'VITE_SERVER_ADDR'].sort())
})

describe('docker-compose.yml', () => {
  test('is the server and nginx; `scale` adds PostgreSQL and Redis, which neither waits for without it', () => {
    expect(ofProfile(undefined)).toEqual(['server', 'web'])
    expect(ofProfile('scale')).toEqual(['postgres', 'redis'])
    expect(compose.services['server']?.depends_on).toMatchObject({ postgres: { required: false }, redis: { required: false } })
    expect(read('docker/scale.env')).toMatch(/^COMPOSE_PROFILES=scale$/m)
  })

  test('names only files, volumes, services and settings that there are', () => {
    for (const [name, { build, image, depends_on, volumes = [], environment = {} }] of services) {
      expect(build ? existsSync(`${root}/${build.dockerfile}`) : image, name).toBeTruthy()
      for (const other of Object.keys(depends_on ?? {})) expect(compose.services).toHaveProperty(other)
      for (const volume of volumes.filter((one) => /^\w+:/.test(one))) expect(compose.volumes).toHaveProperty(volume.split(':', 1))
      if (build) for (const setting of Object.keys(environment)) expect(settings).toContain(setting)
    }
  })

  test('asks for nothing that no page explains', () => {
    const asked = namesIn(read('docker-compose.yml'), /\$\{([A-Z_]+)/g)
    const explained = read('docs/deployment.md') + read('docker/scale.env')
    expect([...asked].filter((name) => !explained.includes(name))).toEqual([])
  })

  test('each of them is watched, confined, and given the time that it needs to end', () => {
    for (const [name, service] of services) {
      const dockerfile = service.build ? read(service.build.dockerfile) : ''
      expect(service.healthcheck !== undefined || /^HEALTHCHECK/m.test(dockerfile), name).toBe(true)
    }
    for (const name of ['server', 'web', 'redis']) {
      expect(compose.services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    }
    expect(Number.parseInt(compose.services['server']?.stop_grace_period ?? '')).toBeGreaterThan(20)
  })

  test('only nginx is published, on the ports that its image has', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['web'])
    const inside = compose.services['web']?.ports?.map((port) => port.split(':').at(-1))
    expect(read('docker/web.Dockerfile')).toMatch(new RegExp(`^EXPOSE ${inside?.join(' ')}$`, 'm'))
  })
})

test('nginx gets every variable that its template has, with a default in the image', () => {
  const wanted = namesIn(read('docker/nginx.conf.template'), /\$\{([A-Z_]+)\}/g)
  wanted.delete('NAMES_IN_CAPITALS')
  const dockerfile = read('docker/web.Dockerfile')
  expect(namesIn(/envsubst '([^']*)'/.exec(dockerfile)?.[1] ?? '', /\$([A-Z_]+)/g)).toEqual(wanted)
  for (const name of wanted) expect(dockerfile).toMatch(new RegExp(`\\b${name}=`))
})

test('docker-compose.dev.yml runs from this folder, for this machine only', () => {
  const { services: { dev } } = parse(read('docker-compose.dev.yml')) as Compose
  expect(dev?.ports).toEqual(['127.0.0.1:5173:5173'])
  expect(dev?.volumes).toContain('.:/parley')
  expect(existsSync(`${root}/tooling/run/install.mjs`)).toBe(true)
})
