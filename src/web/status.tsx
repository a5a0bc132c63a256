import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type App, statusOf } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { newToken, type PrivateDoor, privateDoor } from './private-door.ts'
import { StatusPage } from './status-page.tsx'

/** What the pages ask for each time: the app may be reloaded while they are served. */
export interface StatusSource {
  app(): App
  now(): Instant
}

/** The private pages as a web app, for tests without a port. */
export function statusApp(source: StatusSource, door: PrivateDoor): Hono {
  const web = new Hono()
  web.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value)
  })
  web.use(privateDoor(door))
  web.get('/', async (context) => {
    const now = source.now()
    const page = <StatusPage status={await statusOf(source.app(), now)} now={now} />
    return context.html(`<!doctype html>${page}`)
  })
  web.get('/status.json', async (context) => context.json(await statusOf(source.app(), source.now())))
  web.notFound((context) => context.text('There is no such page', 404))
  return web
}

/** Pages that are served; `close` ends them. */
export interface ServedPages {
  /** With the token that lets its bearer in. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the pages on this computer only: on 127.0.0.1, never on all interfaces (SEC-21). Port 0 takes a free one. */
export function serveStatus(source: StatusSource, wanted: number): Promise<ServedPages> {
  let port = wanted
  const token = newToken()
  const web = statusApp(source, { port: () => port, token })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: web.fetch, hostname: '127.0.0.1', port: wanted }, (address) => {
      port = address.port
      resolve({ url: `http://127.0.0.1:${port}/?token=${token}`, close: () => closed(server as Server) })
    })
    server.on('error', reject)
  })
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}
