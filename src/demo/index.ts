/** A coffee shop with 24 months of invented customers and orders, made from a seed. */
export { type DemoOptions, type DemoShop, makeDemo } from './make-demo.ts'
export { shopZone as demoZone } from './places.ts'
export type { Row } from './rows.ts'
export { type DemoFile, writeDemo } from './write-demo.ts'
