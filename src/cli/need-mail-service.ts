import { type App, sendingFault } from '../app/index.ts'
import { Failure } from './failure.ts'

/** Stops a command that sends before it begins, when the shop's mail service lacks what it asks for. */
export async function needMailService(app: App): Promise<void> {
  const fault = await sendingFault(app)
  if (fault) throw new Failure(fault.message, fault.hint)
}
