/** What customers and mail services reach from outside: leaving, preferences, clicks, webhooks. */
export { publicApp, type PublicSite } from './public-app.tsx'
export type { PublicSource } from './public-source.ts'
export { servePublic, type ServedPublic } from './serve-public.ts'
