import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type HealthSource, healthOf } from './health.ts'
import { metricsOf } from './metrics.ts'

/** `/healthz` for whoever restarts what is not well, `/metrics` for Prometheus. Neither names a person. */
export function healthRoutes(source: HealthSource): Hono {
  const web = new Hono()
  const metrics = metricsOf(source)
  web.get('/healthz', async (context) => {
    const health = await healthOf(source)
    return health === 'well' ? context.text('well\n') : context.text(`${health.reason}\n`, 503)
  })
  web.get('/metrics', async (context) => {
    const { text, type } = await metrics()
    return context.body(text, 200, { 'Content-Type': type })
  })
  return web
}

/** Health that is served; `close` ends it. */
export interface ServedHealth {
  readonly url: string
  close(): Promise<void>
}

/** Serves them on an address of this machine; port 0 takes a free one. */
export function serveHealth(source: HealthSource, hostname: string, port: number): Promise<ServedHealth> {
  const web = healthRoutes(source)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: web.fetch, hostname, port }, (address) => {
      resolve({ url: `http://${hostname}:${address.port}`, close: () => closed(server as Server) })
    })
    server.on('error', reject)
  })
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
