import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './app/App.vue'
import { createPendingQuestions, pendingQuestionsKey } from './app/pending-questions.ts'
import { createRouter } from './app/router.ts'
import { createI18n, i18nKey } from './i18n/i18n.ts'
import './styles/tokens.css'
import './styles/base.css'

const i18n = createI18n(document.documentElement)

createApp(App)
  .provide(i18nKey, i18n)
  .provide(pendingQuestionsKey, createPendingQuestions())
  .use(createRouter(createWebHistory()))
  .mount('#app')
