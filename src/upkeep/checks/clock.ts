import { localTime } from '../../calendar/index.ts'
import { lastTick } from '../../schedule/index.ts'
import { broken, type Check, ok } from '../finding.ts'

/** Signatures of webhooks are refused from 5 minutes on. */
const MOST = 60_000

/** Whether this computer's clock is right: against the mail service, and against its own past. */
export const clock: Check = {
  name: 'clock',
  doc: "this computer's clock is right, in the shop's zone",
  async look({ app, now, account }) {
    const repair = 'let the system set its clock: timedatectl set-ntp true'
    const tick = await lastTick(app)
    if (tick !== undefined && tick > now + MOST) {
      return broken(`The clock went back by ${minutes(tick - now)} since the schedule last ran`, repair)
    }
    const theirs = (await account().catch(() => undefined))?.clock
    if (theirs !== undefined && Math.abs(theirs - now) > MOST) {
      const which = theirs > now ? 'slow' : 'fast'
      return broken(`The clock is ${minutes(Math.abs(theirs - now))} ${which}, by that of the mail service`, repair)
    }
    return ok(`${localTime(now, app.shop.timeZone).slice(0, 16).replace('T', ' ')} in ${app.shop.timeZone}`)
  },
}

function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} min`
}
