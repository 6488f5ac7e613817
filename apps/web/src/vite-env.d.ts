declare const __APP_VERSION__: string

interface ImportMetaEnv {
  readonly VITE_SERVER_ADDR?: string
  readonly VITE_USE_FAKE_USER?: string
}
