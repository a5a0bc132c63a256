import type { App } from '../app/index.ts'
import { type Instant, isoInstant } from '../clock.ts'
import type { Heard } from '../worker/index.ts'
import type { Cli } from './cli.ts'
import { counted } from './counts.ts'
import { shortInstant, zoneCity } from './day-words.ts'
import { showHeld } from './show-held.ts'
import { showStandstill } from './show-standstill.ts'
import { tellSilence } from './tell-silence.ts'

/** Tells people and the log what the work did. What was said already is not said each minute. */
export function heardBy({ talk, io }: Pick<Cli, 'talk' | 'io'>, app: () => App): Heard {
  let halted: string | undefined
  let silence: Instant | undefined
  return {
    handedOver() {},
    delivered(delivery) {
      const done = delivery.submitted + delivery.failed + delivery.uncertain
      app().log[done > 0 ? 'info' : 'debug']('delivery finished', { ...delivery })
      const failed = delivery.failed > 0 ? `, ${delivery.failed} failed` : ''
      if (done > 0) talk.say(`${counted(delivery.submitted, 'email')} submitted${failed}`)
      if (delivery.halted?.code !== halted) showStandstill(delivery, talk)
      halted = delivery.halted?.code
    },
    ran({ slot, state, error }, summary) {
      app().log[state === 'failed' ? 'error' : 'info']('run of a slot', { slot: isoInstant(slot), state, error })
      if (summary?.held) showHeld([summary.held], talk)
      const reason = error === undefined ? '' : `, ${error}`
      talk.say(`Run of ${localTimeOf(app(), slot, io.clock.now())}: ${state}${reason}`)
    },
    ticked() {
      void tellSilence(app(), io.clock.now(), talk, silence).then(
        (told) => {
          silence = told
        },
        (error: unknown) => app().log.warn('nobody knows whether the mail service tells anything', { error }),
      )
    },
    said: (sentence) => talk.say(sentence),
    failed(what, error) {
      if (error instanceof Error) app().log.error(lower(what), { error })
      talk.warn(`error  ${what}: ${messageOf(error)}`)
    },
  }
}

/** An instant on the shop's clock, with its place. */
export function localTimeOf(app: App, instant: Instant, now: Instant): string {
  const zone = app.shop.timeZone
  return `${shortInstant(instant, zone, now)} ${zoneCity(zone)}`
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function lower(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1)
}
