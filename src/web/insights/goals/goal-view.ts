import type { View } from '../../view/view.ts'
import { goalTerms } from '../../words/goal-terms.ts'
import { goalPageWords } from '../../words/goals.ts'
import { joinWords } from '../../words/join-words.ts'

/** All words of the page of goals. */
export const goalWords = joinWords(goalPageWords, goalTerms)

/** The page of goals as one request sees it. */
export type GoalView = View<keyof (typeof goalWords)['en']>
