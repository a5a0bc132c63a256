import type { RawBuilder } from 'kysely'
import type { Fact } from '../fact.ts'
import type { EventQuestion } from '../question.ts'
import { lineSetsOf } from './line-sets.ts'
import { distinctProducts, fromOrdered, fromOrders, type OrderAsk } from './order-answers.ts'
import { extraColumns, inPopulation } from './order-conditions.ts'
import { orderRows } from './order-rows.ts'
import { joinParts, noPart, type Part } from './part.ts'
import { orderDays } from './order-days.ts'
import { modelOfTheDay, predictionRows } from './prediction-rows.ts'
import { rhythmRows } from './rhythm-rows.ts'
import type { Scope } from './scope.ts'
import type { Staging } from './staging.ts'

/** All that is asked about orders; `steps` are the events of sequences. */
export interface OrdersAsked extends OrderAsk {
  readonly facts: readonly Fact[]
  readonly steps: readonly EventQuestion[]
  /** The days on which there were orders. */
  readonly rhythm: 'asked' | 'not asked'
  /** What the models expect. */
  readonly predictions: 'asked' | 'not asked'
}

/**
 * The orders' part of a profile. Where all questions are about whole orders of one population, they are aggregates of
 * one scan of an index; else the orders are staged once and read from there.
 */
export function orderPart(scope: Scope, asked: OrdersAsked): { part: Part; staging: Staging } {
  const all = [...asked.questions, ...asked.steps]
  const staging: Staging = { orders: all.some(isCancelled) ? 'all' : 'counted', sets: lineSetsOf(all) }
  const products = asked.questions.filter(({ measure }) => measure.name === 'distinct_products')
  const questions = asked.questions.filter(({ measure }) => measure.name !== 'distinct_products')
  const cancelled: OrderAsk = { facts: [], questions: questions.filter(isCancelled) }
  const counted: OrderAsk = { ...asked, questions: questions.filter((one) => !isCancelled(one)) }
  const wanted = [
    ...(counted.facts.length + counted.questions.length > 0 ? [{ ask: counted, event: 'bought' }] : []),
    ...(cancelled.questions.length > 0 ? [{ ask: cancelled, event: 'cancelled' }] : []),
  ]
  const days = daysAsked(scope, staging, asked)
  const readers = wanted.length + asked.steps.length + (days.length > 0 ? 1 : 0)
  if (readers + products.length === 0) return { part: noPart, staging }
  const direct = wanted[0]
  if (direct && readers === 1 && products.length === 0 && staging.sets.size === 0) {
    return { part: fromOrders(scope, direct.ask, direct.event), staging }
  }
  const ctes = orderRows(scope, {
    sets: staging.sets,
    extra: [...new Set(all.flatMap(extraColumns))],
    population: staging.orders === 'counted' ? inPopulation('bought', scope.when.shop) : undefined,
    distinctProducts: products.length > 0 ? 'asked' : 'not asked',
    ...(readers > 1 ? { use: 'twice' as const } : {}),
  })
  const answers = wanted.map(({ ask, event }) => fromOrdered(scope, ask, event, staging))
  const different = products.length > 0 ? [distinctProducts(scope, products, staging)] : []
  const used = readers > 0 ? ctes : ctes.filter(({ name }) => name !== 'ordered')
  return { part: joinParts([{ ...noPart, ctes: used }, ...answers, ...different, ...days]), staging }
}

/** What is made of the days with orders. Predictions need the rhythm only where there is no model. */
function daysAsked(scope: Scope, staging: Staging, { rhythm, predictions }: OrdersAsked): Part[] {
  const days = (only?: RawBuilder<unknown>) => ({ ...noPart, ctes: [orderDays(scope, staging, only)] })
  if (predictions === 'asked') {
    const { cte, missing } = modelOfTheDay(scope)
    const needed = days(rhythm === 'asked' ? undefined : missing)
    return [{ ...noPart, ctes: [cte] }, needed, rhythmRows(), predictionRows(scope)]
  }
  return rhythm === 'asked' ? [days(), rhythmRows()] : []
}

function isCancelled(question: EventQuestion): boolean {
  return question.event === 'cancelled'
}
