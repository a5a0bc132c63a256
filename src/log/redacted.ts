/**
 * A text as it may stand in a log: without secrets, links that let their bearer in, and addresses of people (PRIV-01,
 * PRIV-02). Whoever reads a log sees that something was left out, and of what kind.
 */
export function redacted(text: string): string {
  return PATTERNS.reduce((clean, [pattern, instead]) => clean.replaceAll(pattern, instead), text)
}

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // A password in an address of a server comes before the @ that would make it look like an email address.
  [/(\w+:\/\/)[^\s/@]*:[^\s/@]*@/g, '$1[secret]@'],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, '[secret]'],
  [/\bre_[A-Za-z0-9_]{3,}/g, '[secret]'],
  [
    /\b(authorization|x-api-key|cookie|svix-signature)(["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;]+/gi,
    '$1$2[secret]',
  ],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/=._-]{8,}/gi, '$1 [secret]'],
  // Signed links: what, then a signature of 16 bytes or more.
  [/\b[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{22,}\b/g, '[token]'],
  // RFC 5322 allows nearly everything before the @; in a web address it is written %40.
  [/[^\s<>"(),;:\\[\]]+@[^\s<>"'(),;:\\[\]/&?]+/g, '[address]'],
  [/[^\s<>"'(),;:\\[\]/=&?]+%40[^\s<>"'(),;:\\[\]/&?]+/gi, '[address]'],
]
