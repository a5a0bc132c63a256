import { hashPepper, keptPepper } from '../config/index.ts'
import { adoptPepper, type PepperState, pepperState, provePepper } from '../consent/index.ts'
import type { App } from './open-app.ts'
import { noteAllErased } from './pay-wipe.ts'

/** What has a pepper. */
export type Peppered = Pick<App, 'db' | 'dir' | 'settings'>

/** The key of the hashes of erased people on this machine; made where there is none. */
export function pepperOf({ dir, settings }: Pick<App, 'dir' | 'settings'>): string {
  return hashPepper(dir, settings.pepper)
}

/** Whether this machine has the pepper of its database. */
export function pepperStateOf(app: Peppered): Promise<PepperState> {
  return pepperState(app, keptPepper(app.dir, app.settings.pepper))
}

/**
 * Throws `DatabaseProblem` where people are known to be erased under another pepper than this machine's. On a server,
 * which others use too, the first machine says for all which one it is, and each notes who was erased on the others.
 */
export async function assurePepper(app: Peppered & Pick<App, 'place'>): Promise<void> {
  const state = await pepperStateOf(app)
  if (state === 'strange' || state === 'missing') await provePepper(app, keptPepper(app.dir, app.settings.pepper))
  if (app.place !== 'server') return
  await provePepper(app, pepperOf(app))
  await noteAllErased(app)
}

/** The pepper of before is lost: this machine's counts from now on. */
export function takeNewPepper(app: Peppered): Promise<void> {
  return adoptPepper(app, pepperOf(app))
}
