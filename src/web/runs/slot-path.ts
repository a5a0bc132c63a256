import { type Instant, isoInstant } from '../../clock.ts'

/** The address of a run: `/runs/2026-11-22T08:00:00Z`. */
export function runPath(slot: Instant): string {
  return `/runs/${isoInstant(slot)}`
}

/** The slot that an address names; undefined where it names none. */
export function slotIn(text: string): Instant | undefined {
  const slot = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(slot) ? undefined : slot
}
