/** What the build was told. Empty `serverAddress`: the server that the app came from. */
export const env = {
  serverAddress: (import.meta.env.VITE_SERVER_ADDR ?? '').replace(/\/+$/, ''),
  /** Ask the server for a development user outside Telegram; a production server has none to give. */
  useFakeUser: import.meta.env.VITE_USE_FAKE_USER !== 'false',
  version: __APP_VERSION__,
} as const
