/** English, which also says what every language has to have. */
export const en = {
  app: {
    name: 'Parley',
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    undo: 'Undo',
    back: 'Back',
    connecting: 'Connecting…',
    offline: 'Waiting for the network…',
    notFound: 'There is nothing here',
    notFoundHint: 'The link is old or the chat was deleted.',
    toChats: 'Go to your chats',
  },
  chats: {
    title: 'Chats',
    newChat: 'New chat',
  },
  settings: {
    title: 'Settings',
  },
  errors: {
    network: 'No connection to the server.',
  },
  chat: {},
  composer: {},
  weather: {},
  markdown: {},
}

/** What a dictionary has: the shape of English. */
export type Messages = typeof en
