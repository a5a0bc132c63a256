import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { localGate, openGate } from './gate/gate.ts'
import { webApp } from './web-app.tsx'
import type { WebSource } from './web-source.ts'

/** Pages that are served; `close` ends them. */
export interface ServedPages {
  /** Where they are, without the token. */
  readonly url: string
  /** The address that lets somebody in: with the token, or the one that asks for the password. */
  readonly entrance: string
  close(): Promise<void>
}

/** Where the pages listen. */
export interface Listening {
  /** 0 takes a free one. */
  readonly port: number
  /** Beyond this computer: on which of its addresses, under which public address, behind which password. */
  readonly open?: { readonly hostname: string; readonly address: string; readonly password: string } | undefined
}

/** Serves the pages: on 127.0.0.1 unless told otherwise, never on all interfaces by itself (SEC-21). */
export function serveWeb(source: WebSource, { port: wanted, open }: Listening): Promise<ServedPages> {
  let port = wanted
  const gate = open ? openGate(() => port, open.address, open.password) : localGate(() => port)
  const web = webApp(source, gate)
  const hostname = open?.hostname ?? '127.0.0.1'
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: web.fetch, hostname, port: wanted }, (address) => {
      port = address.port
      const url = open?.address ?? `http://127.0.0.1:${port}`
      const entrance = gate.key.kind === 'token' ? `${url}/?token=${gate.key.secret}` : url
      resolve({ url, entrance, close: () => closed(server as Server) })
    })
    server.on('error', reject)
  })
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
