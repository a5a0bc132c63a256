import type { Voice } from '../view/view.ts'
import { insightTabWords, type InsightTabWord } from '../words/insight-tabs.ts'
import { sayIn } from '../words/index.ts'

/** The pages of insights in their order, each with its path. */
const tabs = [
  { word: 'overview', path: '/insights' },
  { word: 'retention', path: '/insights/retention' },
  { word: 'predictions', path: '/insights/predictions' },
  { word: 'experiments', path: '/insights/experiments' },
  { word: 'goals', path: '/insights/goals' },
] as const satisfies readonly { readonly word: InsightTabWord; readonly path: string }[]

export type InsightTab = (typeof tabs)[number]['word']

/** Links to the pages of insights, the one that is shown marked. */
export function InsightTabs({ view, shown }: { readonly view: Voice; readonly shown: InsightTab }) {
  const say = sayIn(insightTabWords, view.language)
  return (
    <nav class="switch tabs" aria-label={say('tabs')}>
      {tabs.map(({ word, path }) => (
        <a href={path} aria-current={word === shown ? 'page' : undefined}>
          {say(word)}
        </a>
      ))}
    </nav>
  )
}
