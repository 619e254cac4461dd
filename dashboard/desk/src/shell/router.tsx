import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { readConversationsSearch } from '../conversations/search'
import { readEscalationsSearch } from '../escalations/search'
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
  component: lazyRouteComponent(() => import('../settings/page'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    escalationsRoute,
    conversationsRoute,
    conversationRoute,
    notifications,
    settings,
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
