import type { Hono } from 'hono'
import { homeRoutes } from './home/routes.tsx'
import { previewRoutes } from './preview/routes.tsx'
import { diffRoutes } from './diff/routes.tsx'
import { simulateRoutes } from './simulate/routes.tsx'
import { segmentsRoutes } from './segments/routes.tsx'
import { campaignsRoutes } from './campaigns/routes.tsx'
import { customersRoutes } from './customers/routes.tsx'
import { runsRoutes } from './runs/routes.tsx'
import { outboxRoutes } from './outbox/routes.tsx'
import { insightsRoutes } from './insights/routes.tsx'
import type { Screen, ScreenSource } from './web-source.ts'

/** All screens in the order of the navigation: the table of contents. A new one is a folder and a line here. */
export const screens: readonly (Screen & { routes(source: ScreenSource): Hono })[] = [
  { path: '/', word: 'home', routes: homeRoutes },
  { path: '/preview', word: 'preview', routes: previewRoutes },
  { path: '/segments', word: 'segments', routes: segmentsRoutes },
  { path: '/campaigns', word: 'campaigns', routes: campaignsRoutes },
  { path: '/customers', word: 'customers', routes: customersRoutes },
  { path: '/runs', word: 'runs', routes: runsRoutes },
  { path: '/outbox', word: 'outbox', routes: outboxRoutes },
  { path: '/insights', word: 'insights', routes: insightsRoutes },
  { path: '/simulate', word: 'simulate', routes: simulateRoutes },
  { path: '/diff', word: 'diff', routes: diffRoutes },
]
