const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const PACKED = /^~[A-Za-z0-9_-]{22}$/

/**
 * A mail service's id of an email as the ledger keeps it, millions of times: of a UUID 23 characters instead of 36. Any
 * other id is kept as it is.
 */
export function packedId(id: string): string {
  if (UUID.test(id)) return `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`
  return id.startsWith('~') ? `~${id}` : id
}

/** The id that was packed. */
export function unpackedId(packed: string): string {
  if (!packed.startsWith('~')) return packed
  if (!PACKED.test(packed)) return packed.slice(1)
  const hex = Buffer.from(packed.slice(1), 'base64url').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
