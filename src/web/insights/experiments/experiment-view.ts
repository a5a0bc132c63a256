import type { View } from '../../view/view.ts'
import { adoptionWords } from '../../words/adoptions.ts'
import { experimentWords } from '../../words/experiments.ts'
import { joinWords } from '../../words/join-words.ts'

/** All words of the page of experiments. */
export const experimentPageWords = joinWords(experimentWords, adoptionWords)

/** The page of experiments as one request sees it. */
export type ExperimentView = View<keyof (typeof experimentPageWords)['en']>
