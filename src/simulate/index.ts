/** The whole programme day by day on a copy of the data: what would go out, to whom, and when nothing does. */
export { calendarPicture } from './calendar-picture.ts'
export { customersCsv, daysCsv } from './csv.ts'
export { type AtEnd, simulate, type Simulated } from './simulate.ts'
export { prepareDays, simulateDay } from './simulate-day.ts'
export type { CustomerTotal, FutureOrders, Mark, SimulatedDay, Simulation, SimulationRequest } from './simulation.ts'
