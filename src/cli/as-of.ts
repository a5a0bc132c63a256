import { instantAt, isDay, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { Failure } from './failure.ts'

/**
 * The instant that `--as-of` names: ISO 8601 with an offset, without one in the shop's zone; a bare date is its first
 * instant there.
 */
export function readInstant(text: string, zone: string): Instant {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  )
  const [, day, time, seconds = ':00', fraction = '', offset] = found ?? []
  if (day === undefined || !isDay(day) || !isTime(time, seconds)) throw notAnInstant(text)
  if (time === undefined) return startOfDay(day, zone)
  const milliseconds = fraction === '' ? 0 : Math.floor(Number(fraction) * 1000)
  if (offset === undefined) return instantAt(day, time + seconds, zone) + milliseconds
  const instant = Date.parse(`${day}T${time}${seconds}${withColon(offset)}`)
  if (Number.isNaN(instant)) throw notAnInstant(text)
  return instant + milliseconds
}

function isTime(time: string | undefined, seconds: string): boolean {
  return time === undefined || (time < '24:00' && time.slice(3) < '60' && seconds < ':60')
}

function withColon(offset: string): string {
  return /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset
}

function notAnInstant(text: string): Failure {
  return new Failure(`"${text}" is no instant`, 'write 2026-11-22 or 2026-11-22T09:00+01:00')
}
