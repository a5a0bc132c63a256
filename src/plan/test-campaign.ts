import { addDays, type Day, instantAt, localDay } from '../calendar/index.ts'
import type { Campaign, CampaignExample, ExampleReason, SendStep } from '../campaigns/index.ts'
import type { Instant } from '../clock.ts'
import type { FactValue } from '../facts/index.ts'
import type { Problem } from '../problem.ts'
import { type JudgedLine, judgedLines } from '../segments/index.ts'
import { keptOn } from './kept-on.ts'
import { type ExampleWorld, type MadeCustomer, madeCustomer, rulesOf } from './made-customer.ts'
import { longestJourney, type StepTime, stepTimes } from './step-times.ts'

/** What became of an example of a campaign; `problem` where it failed. `email` is a step's id or `none`. */
export interface CampaignExampleResult {
  readonly example: CampaignExample
  readonly got: { readonly email: string; readonly reason: ExampleReason }
  readonly lines: readonly JudgedLine[]
  readonly problem?: Problem
}

/** Runs the examples of a campaign, no database needed. `now` is the day of those that name none. */
export function testCampaign(campaign: Campaign, world: ExampleWorld, now: Instant): CampaignExampleResult[] {
  const today = localDay(now, world.vocabulary.shop.timeZone)
  return campaign.examples.map((example) => {
    const on = example.on ?? today
    const customer = madeCustomer(example.customer, on, campaign, world)
    const got = emailOn(on, startsOf(campaign, customer, on, example.started?.(on)), campaign, customer)
    const lines = rulesOf(campaign).flatMap((rule) =>
      judgedLines(rule, customer.known(on), world.vocabulary, customer.whenAt(on)),
    )
    const { email, reason } = example.expect
    const passed = got.email === email && (reason === undefined || got.reason === reason)
    return passed ? { example, got, lines } : { example, got, lines, problem: failed(example, got) }
  })
}

type Got = CampaignExampleResult['got']

const none = (reason: ExampleReason): Got => ({ email: 'none', reason })

/** The latest journey with an email on the day speaks. */
function emailOn(on: Day, starts: readonly Day[], campaign: Campaign, customer: MadeCustomer): Got {
  let ahead = false
  for (const start of starts) {
    for (const time of stepTimes(campaign, start, customer.zone)) {
      const day = dayOf(time, start, campaign, customer)
      // Examples are about what the customer gets.
      if (time.step.kind !== 'send') continue
      if (day === on) return judged(time.step, start, on, campaign, customer)
      if (day > on) ahead = true
    }
  }
  return none(ahead || customer.holds(campaign.who, on) ? 'not_yet' : 'left_audience')
}

/** The order of reasons is that of the plan. */
function judged(step: SendStep, start: Day, on: Day, campaign: Campaign, customer: MadeCustomer): Got {
  const { who, stopWhen, purpose } = campaign
  const suppressed = customer.said('suppressed') ?? 'no'
  const consent = customer.said('consent') ?? 'subscribed'
  if (suppressed !== 'no') return none('suppressed')
  if (purpose === 'marketing' && consent !== 'subscribed') return none('no_consent')
  if (stopWhen && customer.holds(stopWhen, on)) return none('stopped')
  const inside = customer.holds(who, start) && customer.holds(who, on) && customer.holds(step.onlyIf, on)
  return inside ? { email: step.id, reason: 'due' } : none('left_audience')
}

/** An email that comes some hours after an event is due on the day on which they are over. */
function dayOf({ at, shift, day }: StepTime, start: Day, { sendAt }: Campaign, { zone }: MadeCustomer): Day {
  return at === null ? localDay(instantAt(start, sendAt.time, zone) + shift, zone) : day
}

/** The days up to `on` on which a journey began, the latest first. */
function startsOf(campaign: Campaign, customer: MadeCustomer, on: Day, started: Day | undefined): Day[] {
  if (started !== undefined) return [started]
  const days = Array.from({ length: longestJourney(campaign) + 1 }, (_, back) => addDays(on, -back))
  const begins = startTest(campaign, customer)
  return days.filter(begins)
}

function startTest({ starts: { days } }: Campaign, customer: MadeCustomer): (day: Day) => boolean {
  switch (days.by) {
    case 'calendar':
      return days.fits
    case 'yearly date':
      return keptOn(
        days,
        customer.answer({ fact: days.fact }) ?? anniversaryOf(days.fact, customer),
        customer.vocabulary,
      )
    case 'segment':
      return (day) => {
        const before = addDays(day, -1)
        const came = days.comingFrom === undefined || customer.isIn(days.comingFrom, before)
        return came && customer.isIn(days.segment, day) && !customer.isIn(days.segment, before)
      }
    case 'event': {
      const facts =
        days.question.event === 'bought' && days.question.filters.length === 0 ? boughtOn(days.firstTime) : []
      const known = facts.map((fact) => customer.answer({ fact }))
      const { shop } = customer.whenAt('2000-01-01')
      return (day) => known.some((instant) => typeof instant === 'number' && localDay(instant, shop.timeZone) === day)
    }
    default:
      return days satisfies never
  }
}

/** An example that gives the dates of its orders needs no `started`. */
function boughtOn(firstTime: 'yes' | 'no'): string[] {
  return firstTime === 'yes' ? ['first_order'] : ['last_order', 'first_order']
}

/** An example may give the anniversary instead of its origin. */
function anniversaryOf(fact: string, customer: MadeCustomer): FactValue {
  const anniversary = ANNIVERSARIES[fact]
  return anniversary === undefined ? null : customer.answer({ fact: anniversary })
}

const ANNIVERSARIES: Readonly<Record<string, string>> = {
  first_order: 'first_order_anniversary',
  signed_up: 'signup_anniversary',
}

function failed({ expect, place }: CampaignExample, got: Got): Problem {
  const said = ({ email, reason }: { email: string; reason: string | undefined }) =>
    `${email === 'none' ? 'no email' : email}${reason === undefined || reason === 'due' ? '' : ` (${reason})`}`
  const message = `This customer gets ${said(got)}, the example expects ${said(expect)}`
  return { code: 'example-failed', severity: 'error', message, place }
}
