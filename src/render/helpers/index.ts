/** The helpers of language.md §8, one file each. */

import { date } from './date.ts'
import { defaultTo } from './default.ts'
import { eq } from './eq.ts'
import { list } from './list.ts'
import { money } from './money.ts'
import { number } from './number.ts'
import { t } from './t.ts'
import { url } from './url.ts'

/** Every helper under the name templates call it by. */
export const helpers = { date, default: defaultTo, eq, list, money, number, t, url }
