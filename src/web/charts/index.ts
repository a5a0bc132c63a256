/** Pictures made on the server: data in, an svg of fixed width and font size out. */
export { type AreaData, StackedArea } from './stacked-area.tsx'
export { type CalendarData, type CalendarDay, DayCalendar } from './day-calendar.tsx'
export { Flow, type FlowData } from './flow.tsx'
export { type HeatCell, type HeatData, HeatGrid, type HeatSize } from './heat-grid.tsx'
export { type IntervalData, Intervals } from './intervals.tsx'
export { colourOf, Picture } from './picture.tsx'
export { wideAs } from './text-width.ts'
export { Steps, type StepData } from './steps.tsx'
