import { addDays, type Day, instantAt, startOfDay } from '../calendar/index.ts'
import { type Campaign, dueSteps } from '../campaigns/index.ts'
import { type Clause, columnOf, type FactValue, isEventQuestion, kindOf, type Question } from '../facts/index.ts'
import type { Vocabulary, When } from '../facts/index.ts'
import { type Answer, answerTo, asksSegments, judge, type Known, knownOf, type Rule } from '../segments/index.ts'
import type { Segment } from '../segments/index.ts'
import { fold } from '../text/index.ts'

/** The rules that examples are tried with. */
export interface ExampleWorld {
  readonly segments: readonly Segment[]
  readonly vocabulary: Vocabulary
}

/** The customer of an example, judged as of any day without a database. Between the days nothing happens. */
export interface MadeCustomer {
  /** The zone that the campaign's clock shows. */
  readonly zone: string
  answer(question: Question): FactValue
  /** What the example says of a fact; undefined where it says nothing. */
  said(fact: string): FactValue | undefined
  readonly vocabulary: Vocabulary
  whenAt(day: Day): When
  known(day: Day): Known
  holds(rule: Rule | undefined, day: Day): boolean
  isIn(segment: string, day: Day): boolean
}

/**
 * Makes the customer of an example of a campaign; `120 days ago` is counted from `on`. Membership of a segment is what
 * the example says (`in_segment: lapsed`), else what the segment's own rule says of the customer.
 */
export function madeCustomer(
  answers: readonly Answer[],
  on: Day,
  campaign: Campaign,
  { segments, vocabulary }: ExampleWorld,
): MadeCustomer {
  const { shop } = vocabulary
  const midnight: When = { now: startOfDay(on, shop.timeZone), today: on, shop }
  const own = answerTo({ fact: 'time_zone' }, answers, vocabulary, midnight)
  const zone = campaign.sendAt.clock === 'customer' && typeof own === 'string' ? own : shop.timeZone
  const whenAt = (day: Day): When => ({ now: instantAt(day, campaign.sendAt.time, zone), today: day, shop })
  const rules = [...rulesOf(campaign), ...segments.map(({ who }) => who)]
  const said = knownOf(answers, rules, vocabulary, whenAt(on))
  const customer: MadeCustomer = {
    zone,
    answer: (question) => answerTo(question, answers, vocabulary, whenAt(on)),
    vocabulary,
    said: (fact) => (saysOf(fact, answers) ? customer.answer({ fact }) : undefined),
    whenAt,
    known: (day) => ({
      values: said.values,
      holds: (clause) => (isSaid(clause, answers) ? said.holds(clause) : bySegments(clause, day)),
    }),
    holds: (rule, day) => rule === undefined || judge(rule, customer.known(day), vocabulary, whenAt(day)),
    isIn: (name, day) => {
      const texts = textsOf('in_segment', answers)
      if (texts.length > 0) return texts.includes(fold(name))
      return customer.holds(segments.find((segment) => segment.name === name)?.who, day)
    },
  }
  return customer

  /** What only segments can tell, told by their rules. */
  function bySegments({ condition, question }: Clause, day: Day): boolean {
    if (condition.is === 'member') {
      const since = condition.forDays === undefined ? day : addDays(day, -condition.forDays)
      return condition.segments.some((name) => customer.isIn(name, day) && customer.isIn(name, since))
    }
    const stage = shop.stages.find((name) => customer.isIn(name, day))
    return kindOf(question, vocabulary).holds(stage === undefined ? null : fold(stage), condition, whenAt(day))
  }
}

/** Every rule of a campaign. */
export function rulesOf(campaign: Campaign): Rule[] {
  const only = dueSteps(campaign).map(({ onlyIf }) => onlyIf)
  return [campaign.who, campaign.stopWhen, ...only].filter((rule): rule is Rule => rule !== undefined)
}

/** Standings are always said; of segments what the example says goes before their rules. */
function isSaid(clause: Clause, answers: readonly Answer[]): boolean {
  if (!asksSegments(clause)) return true
  const { question, condition } = clause
  if (condition.is === 'entered' || condition.is === 'left') return true
  return !isEventQuestion(question) && textsOf(question.fact, answers).length > 0
}

function saysOf(fact: string, answers: readonly Answer[]): boolean {
  return answers.some((one) => one.is === 'value' && one.column === columnOf({ fact }))
}

function textsOf(fact: string, answers: readonly Answer[]): readonly string[] {
  return answers.flatMap((one) => (one.is === 'texts' && one.fact === fact ? one.texts : []))
}
