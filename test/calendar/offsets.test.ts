import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { instantAt, localTime, zoneOffsets } from '../../src/calendar/index.ts'

/** Zones with half hours, changes around midnight, days left out, war time, and years without any change. */
const zones = [
  'Europe/Zagreb',
  'Europe/Dublin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'UTC',
]
const HOUR = 3_600_000
const FIRST = Date.UTC(1935, 0, 1)
const LAST = Date.UTC(2038, 0, 1)
/** Instants some weeks apart, at every hour and minute of the day. */
const instants = Array.from({ length: 600 }, (_, i) => FIRST + i * 1503.37 * HOUR).map(Math.round)

describe('the offsets of a zone, read year by year', () => {
  it.each(zones)('give %s the wall time that Temporal gives it', (zone) => {
    const wrong = instants.filter((instant) => {
      const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime()
      return localTime(instant, zone) !== wall.toString({ smallestUnit: 'second' })
    })
    expect(wrong).toEqual([])
  })

  it.each(zones)('give the wall times of %s around each change the first instant that Temporal knows', (zone) => {
    const changes = zoneOffsets(zone, FIRST, LAST).flatMap(({ since }) => since ?? [])
    const times = [...changes.flatMap((at) => [-25, -2, -1, 0, 0.5, 1, 2, 25].map((h) => at + h * HOUR)), ...instants]
    const wrong = times.filter((instant) => {
      const [day = '', time = ''] = new Date(instant).toISOString().slice(0, 16).split('T')
      return instantAt(day, time, zone) !== firstInstant(`${day}T${time}`, zone)
    })
    expect(wrong).toEqual([])
  })

  it.each(zones)('of %s over a century are those of Temporal, one after the other', (zone) => {
    let at = Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(zone)
    const wanted: number[] = []
    for (;;) {
      const next = at.getTimeZoneTransition('next')
      if (!next || next.epochMilliseconds > LAST) break
      wanted.push(next.epochMilliseconds)
      at = next
    }
    expect(
      zoneOffsets(zone, FIRST, LAST)
        .slice(1)
        .map(({ since }) => since),
    ).toEqual(wanted)
  })
})

function firstInstant(time: string, zone: string): number {
  const wall = Temporal.PlainDateTime.from(time)
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (first.toPlainDateTime().equals(wall)) return first.epochMilliseconds
  return first.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.NaN
}
