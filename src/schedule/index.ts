/** When the daily run happens: the database says which slots are due, a ticker asks each minute. */
export { type ClaimedSlot, claimSlot, finishSlot } from './claim-slot.ts'
export { type DueSlots, dueSlots } from './due-slots.ts'
export { startTicker, type Ticker } from './local.ts'
export { missedSlots, type Slots } from './missed-slots.ts'
export { type ClockState, lastTick, recordTick } from './record-tick.ts'
export { type RunSlot, type ScheduleApp, tick, type Ticked } from './tick.ts'
export { type DayRun, deliver, runDay, type RunRefused } from './run-day.ts'
export { type RunOfSlot, type RunSummary, runSlot } from './run-slot.ts'
