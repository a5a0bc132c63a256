/** Days, zones and yearly dates. Pure; the only user of the Temporal API. */
export { addDays, addMonths, type Day, dayNumber, dayOfMonth, dayOfNumber, daysInMonth, isDay } from './days.ts'
export { isLeapYear, makeDay, month, weekday, year } from './days.ts'
export { monthNames, weekdayNames } from './names.ts'
export { fullYears, keptBetween, keptOn, keptToday, type LeapDay, type MonthDay } from './yearly.ts'
export { type Offset, zoneOffsets } from './offsets.ts'
export { addLocalDays, endOfDay, instantAt, isZone, localDay, localTime, startOfDay, zonedInstant } from './zones.ts'
