import type { Instant } from '../../clock.ts'
import type { Clause, Question } from '../../facts/index.ts'
import type { EvaluationContext } from '../context.ts'
import { asksSegments, judge } from '../judge.ts'
import { questionsOf } from '../members-query.ts'
import { clausesOf, type Rule } from '../rule.ts'
import { needsBase, standingKey, standingsIn } from '../standing.ts'
import { isRanked, judgeStanding } from './judge-standing.ts'
import type { History, JudgeOne, Moment } from './judging.ts'
import { ofSegments } from './of-segments.ts'
import { type Answers, asksScores, type OneCustomer } from './one-customer.ts'

/** Judges a customer. `historyOf` is asked for lines about the past of segments, which asks for memberships in turn. */
export function judgeOne(one: OneCustomer, historyOf: () => History): JudgeOne {
  const { ctx } = one
  const members = new Map<string, Promise<boolean>>()
  const inAll = questionsOfAll(ctx)
  const judgeOf: JudgeOne = {
    async known(rules, moment) {
      const clauses = rules.flatMap(clausesOf)
      const answers = await one.answers(questionsOf(clauses, standingsIn(clauses), ctx), moment.at, moment.since)
      const answered = await standingAnswers(clauses, answers, moment, one)
      const of = { one, judgeOf, moves: historyOf().moves }
      for (const clause of clauses.filter(asksSegments)) {
        answered.set(clause, await ofSegments(clause, moment.latest, of))
      }
      return { values: answers, answers, holds: (clause) => answered.get(clause) ?? false }
    },
    async holds(rule, moment) {
      const cheap = await withoutBase(rule, moment, one, judgeOf)
      if (cheap !== undefined) return cheap
      return judge(rule, await judgeOf.known([rule], moment), ctx.vocabulary, one.whenAt(moment.at))
    },
    isMember(segment, at) {
      const key = `${at} ${segment}`
      const member = members.get(key) ?? judgeMember(segment, at)
      members.set(key, member)
      return member
    },
  }
  return judgeOf

  async function judgeMember(name: string, at: Instant): Promise<boolean> {
    const segment = ctx.segments.find((candidate) => candidate.name === name)
    if (!segment || (one.existsFrom !== null && one.existsFrom > at)) return false
    // The base of a past day is what the run of that day saw.
    const needsAll = clausesOf(segment.who).some(needsBase)
    const stored = needsAll && at < ctx.now ? await historyOf().storedAt(name, at) : undefined
    if (stored !== undefined) return stored
    // Of several segments asked about at one instant all are read at once.
    await one.answers(inAll, at)
    return judgeOf.holds(segment.who, { at, latest: at })
  }
}

/** Lines that only the whole base can answer. */
async function standingAnswers(
  clauses: readonly Clause[],
  answers: Answers,
  { latest }: Moment,
  one: OneCustomer,
): Promise<Map<Clause, boolean>> {
  const answered = new Map<Clause, boolean>()
  for (const standing of standingsIn(clauses)) {
    const ranked = isRanked(standing, answers, one.ctx.vocabulary)
    const border = ranked ? await one.base.borderOf(standing, latest) : null
    const holds = ranked && judgeStanding(standing, answers, one.id, border)
    const equal = clauses.filter((clause) => standingKey(clause) === standingKey(standing.clause))
    for (const clause of equal) answered.set(clause, holds)
  }
  return answered
}

/** The answer of a rule with one standing where the other lines settle it: the whole base is then left alone. */
async function withoutBase(
  rule: Rule,
  moment: Moment,
  one: OneCustomer,
  judgeOf: JudgeOne,
): Promise<boolean | undefined> {
  const clauses = clausesOf(rule)
  const [standing, ...more] = standingsIn(clauses)
  if (!standing || more.length > 0) return undefined
  const others = clauses.filter((clause) => standingKey(clause) !== standingKey(standing.clause))
  const lines = others.map((clause): Rule => ({ is: 'line', clause }))
  const known = await judgeOf.known(lines, moment)
  const given = (ranks: boolean): boolean => {
    const holds = (clause: Clause) => (others.includes(clause) ? known.holds(clause) : ranks)
    return judge(rule, { values: known.values, holds }, one.ctx.vocabulary, one.whenAt(moment.at))
  }
  return given(true) === given(false) ? given(true) : undefined
}

/** What all segments ask of the customer alone; scores are asked for where a rule needs them. */
function questionsOfAll(ctx: EvaluationContext): Question[] {
  const clauses = ctx.segments.flatMap(({ who }) => clausesOf(who))
  return questionsOf(clauses, standingsIn(clauses), ctx).filter((question) => !asksScores(question, ctx))
}
