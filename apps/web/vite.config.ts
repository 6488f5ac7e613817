import { readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { precompress } from './scripts/precompress.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }
/** Where `pnpm dev` has the server. */
const server = process.env['DEV_SERVER_ORIGIN'] ?? 'http://localhost:3000'

export default defineConfig({
  plugins: [vue(), precompress()],
  define: {
    __APP_VERSION__: JSON.stringify(version),
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
  },
  server: {
    // Another one where it runs in a container: docker-compose.dev.yml.
    host: process.env['WEB_HOST'] ?? 'localhost',
    port: Number(process.env['WEB_PORT'] ?? 5173),
    strictPort: true,
    // No timeouts: `/trpc` carries event streams that stay open.
    proxy: Object.fromEntries(['/trpc', '/export', '/dev'].map((path) => [path, { target: server, changeOrigin: true }])),
  },
  build: {
    sourcemap: false,
    // Everything is a file of its own: nothing inline, so that the strictest Content-Security-Policy holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: {
    include: ['{src,scripts,e2e}/**/*.test.ts'],
  },
})
