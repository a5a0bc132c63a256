import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Instant } from '../clock.ts'
import type { FrozenMessage } from '../providers/index.ts'

/** A request as it is stored: gzip of a line of JSON that says how long each message is, then their bytes. */
export interface RequestBody {
  readonly gzip: Uint8Array
  /** SHA-256 of what was compressed, in hex. */
  readonly sha256: string
}

/** What is in a request body: when it was frozen and the exact bytes of each message. */
export interface RequestContent {
  readonly at: Instant
  readonly messages: readonly FrozenMessage[]
}

/** Packs a request for the database. */
export async function packRequest({ at, messages }: RequestContent): Promise<RequestBody> {
  const sizes = messages.map(({ id, bytes }) => [id, bytes.byteLength] as const)
  const head = Buffer.from(`${JSON.stringify({ version: 1, at, sizes })}\n`)
  const whole = Buffer.concat([head, ...messages.map(({ bytes }) => bytes)])
  // Level 3: half the time of the default for a tenth more bytes, which live for seconds.
  return { gzip: await promisify(gzip)(whole, { level: 3 }), sha256: sha256(whole) }
}

/** Unpacks a stored request; undefined when a single bit differs from what was stored. */
export async function unpackRequest(body: RequestBody): Promise<RequestContent | undefined> {
  const whole = await promisify(gunzip)(body.gzip).catch(() => undefined)
  if (!whole || sha256(whole) !== body.sha256) return undefined
  const headEnd = whole.indexOf(10)
  const { at, sizes } = JSON.parse(whole.subarray(0, headEnd).toString()) as { at: Instant; sizes: [string, number][] }
  let from = headEnd + 1
  const messages = sizes.map(([id, size]) => {
    const bytes = whole.subarray(from, from + size)
    from += size
    return { id, bytes }
  })
  return { at, messages }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
