import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { readConversationsSearch } from '../conversations/search'
import { readEscalationsSearch } from '../escalations/search'
import { readArticleSearch, readArticlesSearch } from '../settings/articles/search'
import { readTriggersSearch } from '../settings/triggers/search'
import { Failed } from '../ui/states'
import { Frame } from './frame'
import { NotFound } from './not-found'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/escalations', replace: true })
  },
})

export const escalationsRoute = createRoute({
  getParentRoute: () => root,
  path: '/escalations',
  validateSearch: readEscalationsSearch,
  component: lazyRouteComponent(() => import('../escalations/page'), 'EscalationsPage'),
})

export const conversationsRoute = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  validateSearch: readConversationsSearch,
  component: lazyRouteComponent(() => import('../conversations/page'), 'ConversationsPage'),
})

export const conversationRoute = createRoute({
  getParentRoute: () => root,
  path: '/conversations/$id',
  component: lazyRouteComponent(() => import('../conversation/page'), 'ConversationPage'),
})

const notifications = createRoute({
  getParentRoute: () => root,
  path: '/notifications',
  component: lazyRouteComponent(() => import('../notifications/page'), 'NotificationsPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/frame'), 'SettingsFrame'),
})

const ownSettings = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../settings/own'), 'OwnSettings'),
})

const triggersSettings = createRoute({
  getParentRoute: () => settings,
  path: '/triggers',
  validateSearch: readTriggersSearch,
  component: lazyRouteComponent(() => import('../settings/triggers/page'), 'TriggersPage'),
})

const articlesSettings = createRoute({
  getParentRoute: () => settings,
  path: '/articles',
  validateSearch: readArticlesSearch,
  component: lazyRouteComponent(() => import('../settings/articles/page'), 'ArticlesPage'),
})

const articleSettings = createRoute({
  getParentRoute: () => settings,
  path: '/articles/$id',
  validateSearch: readArticleSearch,
  component: lazyRouteComponent(() => import('../settings/articles/article-page'), 'ArticlePage'),
})

const evaluatorSettings = createRoute({
  getParentRoute: () => settings,
  path: '/evaluator',
  component: lazyRouteComponent(() => import('../settings/evaluator/page'), 'EvaluatorPage'),
})

const textsSettings = createRoute({
  getParentRoute: () => settings,
  path: '/texts',
  component: lazyRouteComponent(() => import('../settings/texts/page'), 'TextsPage'),
})

const cannedSettings = createRoute({
  getParentRoute: () => settings,
  path: '/canned-replies',
  component: lazyRouteComponent(
    () => import('../settings/canned-replies/page'),
    'CannedRepliesPage',
  ),
})

const peopleSettings = createRoute({
  getParentRoute: () => settings,
  path: '/people',
  component: lazyRouteComponent(() => import('../settings/people/page'), 'PeoplePage'),
})

const quotaSettings = createRoute({
  getParentRoute: () => settings,
  path: '/quota',
  component: lazyRouteComponent(() => import('../settings/quota/page'), 'QuotaPage'),
})

const connectionsSettings = createRoute({
  getParentRoute: () => settings,
  path: '/connections',
  component: lazyRouteComponent(() => import('../settings/connections/page'), 'ConnectionsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    escalationsRoute,
    conversationsRoute,
    conversationRoute,
    notifications,
    settings.addChildren([
      ownSettings,
      triggersSettings,
      articlesSettings,
      articleSettings,
      evaluatorSettings,
      textsSettings,
      cannedSettings,
      peopleSettings,
      quotaSettings,
      connectionsSettings,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error, reset }) => <Failed error={error} onRetry={reset} />,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
