import type { Resend, SuppressionListEntry } from 'resend'
import type { Instant } from '../clock.ts'
import type { Asked, ListedAddress, SuppressionList } from './suppression-list.ts'
import { withoutAddresses } from './without-addresses.ts'

const TIMEOUT = 15_000
const PAGE = 100
/** With the pause between two of them four minutes, and 20,000 addresses. */
const MOST_PAGES = 200
/** Emails must not wait for the rate that this uses up, in ms. */
const PAUSE = 500

/** The list of a team at Resend: one for all its domains, up to 100 addresses a request. */
export function resendSuppressions(service: () => Promise<Resend>): SuppressionList {
  return {
    most: 100,
    async add(addresses, signal) {
      const { suppressions } = await service()
      const { error } = await suppressions.batch.add({ emails: [...addresses] }, asking(signal))
      return done(error)
    },
    async remove(addresses, signal) {
      const { suppressions } = await service()
      const { error } = await suppressions.batch.remove({ emails: [...addresses] }, asking(signal))
      return done(error)
    },
    async since(instant, signal) {
      return listSince(await service(), instant, signal)
    },
  }
}

async function listSince(
  { suppressions }: Resend,
  instant: Instant,
  signal: AbortSignal,
): Promise<Asked<readonly ListedAddress[]>> {
  const found: ListedAddress[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    if (page > 0) await new Promise((later) => setTimeout(later, PAUSE))
    const options = { limit: PAGE, ...(after ? { after } : {}) }
    const { data, error } = await suppressions.list(options, asking(signal))
    if (error) return failed(error)
    const rows = Array.isArray(data.data) ? data.data : []
    const fresh = rows.map(listedOf).filter(({ at }) => at >= instant)
    found.push(...fresh)
    after = rows.at(-1)?.id
    if (!data.has_more || !after || fresh.length === 0) break
  }
  return { value: found }
}

function listedOf({ email, origin, created_at }: SuppressionListEntry): ListedAddress {
  const reason = origin === 'complaint' ? 'complained' : origin === 'manual' ? 'manual' : 'bounced'
  return { address: email, reason, at: Date.parse(created_at) }
}

/** The SDK hands these on to `fetch`: it knows no timeout, and the key goes to no other address. */
function asking(signal: AbortSignal) {
  return { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]), redirect: 'error' } as const
}

function done(error: { readonly message: string } | null): Asked<void> {
  return error ? failed(error) : { value: undefined }
}

function failed({ message }: { readonly message: string }): { readonly failed: string } {
  return { failed: withoutAddresses(message) }
}
