import type { Touchpoint } from '../touchpoint.ts'
import { afterOrder } from './after-order.ts'
import { dates } from './dates.ts'
import { firstWeeks } from './first-weeks.ts'
import { leaving } from './leaving.ts'
import { loyalty } from './loyalty.ts'

/**
 * The moments at which lifecycle marketing speaks to customers, in the order of a customer's life: the usual list of
 * retention programmes (welcome, onboarding, dates, after purchase, survey, complaint, loyalty, referral, win-back).
 */
export const touchpoints: readonly Touchpoint[] = [...firstWeeks, ...afterOrder, ...dates, ...loyalty, ...leaving]
