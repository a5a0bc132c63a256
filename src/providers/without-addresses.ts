import { headerText } from './header-text.ts'

const LONGEST = 300

/** What a mail service said, in one line fit for logs: without the addresses and keys it may quote (PRIV-01, PRIV-02). */
export function withoutAddresses(text: string): string {
  const line = headerText(text, LONGEST)
  return line
    .replaceAll(/[^\s<>"'`(),;:[\]]+@[^\s<>"'`(),;[\]]+/g, 'an address')
    .replaceAll(/\bre_\w+/g, 'a key')
    .replaceAll(/\bwhsec_\S+/g, 'a secret')
}
