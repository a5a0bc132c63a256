import type { Server } from 'node:http'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serve } from '@hono/node-server'
import type { Context } from 'hono'
import { publicApp } from './public-app.tsx'
import type { PublicSource } from './public-source.ts'

/** Public pages that are served; `close` ends them. */
export interface ServedPublic {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves what customers and mail services reach, on its own port, apart from the private pages (SEC-16). It speaks plain
 * HTTP: in front stands a proxy that keeps the certificate. Port 0 takes a free one.
 */
export function servePublic(source: PublicSource, wanted: { hostname: string; port: number }): Promise<ServedPublic> {
  let { port } = wanted
  const hosts = () => ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`)
  const web = publicApp(source, { hosts, peer })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: web.fetch, hostname: wanted.hostname, port: wanted.port }, (address) => {
      port = address.port
      resolve({ url: `http://${wanted.hostname}:${port}`, close: () => closed(server as Server) })
    })
    server.on('error', reject)
  })
}

/** The caller's address; that which a proxy on this computer names, where one stands in front. */
function peer(context: Context): string | undefined {
  const { address } = getConnInfo(context).remote
  const local = address === undefined || /^(127\.|::1$|::ffff:127\.)/.test(address)
  if (!local) return address
  return context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? undefined
}

/** How long those may go on who were being answered, in ms: one who leaves may wait for the lock of a run. */
const LAST_ANSWERS = 1_000

function closed(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
  })
}
