import type { Router, RouterHistory } from 'vue-router'
import { createRouter as createVueRouter } from 'vue-router'
import ChatsScreen from '../chats/ChatsScreen.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** How many screens lie under this one: the back button shows from 1 on. */
    depth: number
    /** The page is one of grouped cells, on the theme's secondary colour. */
    grouped: boolean
  }
}

/** The code of the chat screen, in a file of its own, and of the events that it will want. */
export const loadChatScreen = async () =>
  await Promise.all([import('../chat/ChatScreen.vue'), import('../api/events-link.ts')]).then(([screen]) => screen)

/** The screens. Only the chat list is part of the first load. */
export function createRouter(history: RouterHistory): Router {
  return createVueRouter({
    history,
    routes: [
      { path: '/', name: 'chats', component: ChatsScreen, meta: { depth: 0, grouped: true } },
      { path: '/archive', name: 'archive', component: ChatsScreen, props: { archived: true }, meta: { depth: 1, grouped: true } },
      {
        // `?message=<id>` leads to that message, from a search.
        path: '/chat/:id',
        name: 'chat',
        component: loadChatScreen,
        props: true,
        meta: { depth: 2, grouped: false },
      },
      {
        path: '/settings',
        name: 'settings',
        component: () => import('../settings/SettingsScreen.vue'),
        meta: { depth: 2, grouped: true },
      },
      { path: '/:rest(.*)*', name: 'not-found', component: () => import('./NotFound.vue'), meta: { depth: 1, grouped: true } },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
}
