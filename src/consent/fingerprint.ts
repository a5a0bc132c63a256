import { createHmac } from 'node:crypto'

/** 16 hexadecimal digits by which a key is known again, and which do not tell it; `about` keeps those of two uses apart. */
export function fingerprint(key: string, about: string): string {
  return createHmac('sha256', key).update(about).digest('hex').slice(0, 16)
}
