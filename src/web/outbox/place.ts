import type { OutboxPlace, OutboxRow } from '../../deliver/index.ts'

/** Where a page ended, as it stands in the address: `1763798400000.17`. */
export function placeText({ sendAt, key }: OutboxRow): string {
  return `${sendAt ?? 0}.${key}`
}

/** The place of an address; nonsense is the beginning. */
export function placeIn(text: string | null): OutboxPlace | undefined {
  const [, sendAt, key] = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? '') ?? []
  return sendAt === undefined || key === undefined ? undefined : { sendAt: Number(sendAt), key: Number(key) }
}
