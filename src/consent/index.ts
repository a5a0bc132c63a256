/** Who may be written to, and the right to leave. */
export { consentAbout, consentOfRows, consentRows, type ConsentState } from './consent-state.ts'
export { consentState, consentVisible } from './consent-state.ts'
export { type Link, type LinkPurpose, linkToken, linkUrl, readLinkToken } from './link-token.ts'
export { allows, mayWrite, type Purpose } from './may-write.ts'
export { suppress } from './suppress.ts'
export { type Suppressed, suppressedBy, suppressionRows } from './suppressed-by.ts'
export { unsubscribe } from './unsubscribe.ts'
