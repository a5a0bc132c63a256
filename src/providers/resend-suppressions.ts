import type { ErrorResponse, Resend, SuppressionListEntry } from 'resend'
import type { Asked, ListedAddress, SuppressionList } from './suppression-list.ts'
import { withoutAddresses } from './without-addresses.ts'

const TIMEOUT = 15_000
const PAGE = 100
/** Codes of HTTP that speak of what was asked, not of the key, the rate or the service. */
const REFUSED: readonly (number | null)[] = [400, 422]

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
    async page(from, signal) {
      const { suppressions } = await service()
      const options = { limit: PAGE, ...(from ? { after: from } : {}) }
      const { data, error } = await suppressions.list(options, asking(signal))
      // A page begins behind an address, which may be off the list by now.
      if (error) return failed(error, from === undefined ? REFUSED : [...REFUSED, 404])
      const rows = Array.isArray(data.data) ? data.data : []
      return { value: { listed: rows.map(listedOf), next: data.has_more ? rows.at(-1)?.id : undefined } }
    },
  }
}

function listedOf({ email, origin, created_at }: SuppressionListEntry): ListedAddress {
  const reason = origin === 'complaint' ? 'complained' : origin === 'manual' ? 'manual' : 'bounced'
  return { address: email, reason, at: Date.parse(created_at) }
}

/** The SDK hands these on to `fetch`: it knows no timeout, and the key goes to no other address. */
function asking(signal: AbortSignal) {
  return { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]), redirect: 'error' } as const
}

function done(error: ErrorResponse | null): Asked<void> {
  return error ? failed(error) : { value: undefined }
}

function failed({ message, statusCode }: ErrorResponse, refused = REFUSED): Asked<never> {
  return { failed: withoutAddresses(message), blame: refused.includes(statusCode) ? 'request' : 'service' }
}
