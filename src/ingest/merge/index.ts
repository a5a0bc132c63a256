import type { DbContext } from '../../db/index.ts'
import type { ImportKind } from '../kinds/kind.ts'
import type { Reading } from '../rows/reading.ts'
import { customerIntake } from './customers.ts'
import { eventIntake } from './events.ts'
import type { Intake } from './intake.ts'
import { lineIntake } from './lines.ts'
import { orderIntake } from './orders.ts'
import { productIntake } from './products.ts'

const INTAKES = {
  customers: customerIntake,
  orders: orderIntake,
  'order-lines': lineIntake,
  products: productIntake,
  events: eventIntake,
} satisfies Record<ImportKind, unknown>

/** Opens the intake of a kind for one file. */
export function intakeOf(kind: ImportKind, ctx: DbContext, reading: Reading): Promise<Intake> {
  return INTAKES[kind](ctx, reading)
}
