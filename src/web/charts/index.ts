/** Pictures made on the server: data in, an svg of fixed width and font size out. */
export { type AreaData, StackedArea } from './stacked-area.tsx'
export { type CalendarData, DayCalendar } from './day-calendar.tsx'
export { Flow, type FlowData } from './flow.tsx'
export { type HeatCell, type HeatData, HeatGrid, type HeatSize } from './heat-grid.tsx'
export { type IntervalData, Intervals } from './intervals.tsx'
export { colourOf } from './picture.tsx'
export { Steps, type StepData } from './steps.tsx'
