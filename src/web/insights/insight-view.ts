import type { InsightRange, Insights } from '../../app/index.ts'
import type { View } from '../view/view.ts'
import { type InsightPageWord, insightPageWords } from '../words/insights.ts'
import { type InsightPictureWord, insightPictureWords } from '../words/insight-pictures.ts'
import { colourOf } from '../charts/index.ts'
import { languages, type WordList } from '../words/index.ts'

/** Words of this screen. */
export type InsightWord = InsightPageWord | InsightPictureWord

/** The page of insights as one request sees it. */
export type InsightView = View<InsightWord>

/** What each picture gets. */
export interface InsightProps {
  readonly view: InsightView
  readonly insights: Insights
  readonly range: InsightRange
}

/** All words of this screen: a file holds so many. */
export const insightWords = Object.fromEntries(
  languages.map((language) => [language, { ...insightPageWords[language], ...insightPictureWords[language] }]),
) as WordList<InsightWord>

/** The ranges in the order of the switch. */
export const ranges: readonly InsightRange[] = [30, 90, 180, 'all']

/** The range in the address, half a year where there is none. */
export function rangeOf(url: URL): InsightRange {
  const given = url.searchParams.get('days')
  return ranges.find((range) => String(range) === given) ?? 180
}

/** The stages' names in their order, and the word for customers in none. */
export function stageNames({ app, say }: InsightView): readonly string[] {
  return [...app.shop.stages, say('noStage')]
}

/** The colours of the stages, of customers in none, and of those who were not there yet: everywhere the same. */
export function stageColours({ app }: InsightView): readonly string[] {
  return [...app.shop.stages.map((_, place) => colourOf(place)), 'c8', 'c-none']
}
