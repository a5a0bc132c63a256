import type { RetentionReport } from '../../../app/index.ts'
import type { View } from '../../view/view.ts'
import { joinWords } from '../../words/join-words.ts'
import { retentionPageWords } from '../../words/retention.ts'
import { retentionNumberWords } from '../../words/retention-numbers.ts'
import { retentionPictureWords } from '../../words/retention-pictures.ts'

/** All words of the page of retention. */
export const retentionWords = joinWords(retentionPageWords, retentionNumberWords, retentionPictureWords)

export type RetentionWord = keyof (typeof retentionWords)['en']

/** The page of retention as one request sees it. */
export type RetentionView = View<RetentionWord>

/** What each card gets. */
export interface RetentionProps {
  readonly view: RetentionView
  readonly report: RetentionReport
}

/** A share as the operator writes it, a dash where there is none. */
export function shareIn({ format }: RetentionView, share: number | undefined): string {
  return share === undefined ? '–' : format.percent(share)
}

/** Money as the operator writes it, a dash where there is none. */
export function moneyIn({ format }: RetentionView, minor: number | undefined): string {
  return minor === undefined ? '–' : format.money(Math.round(minor))
}

/** The path of a file of this page, for what the address asks. */
export function fileIn({ url }: RetentionView, name: string): string {
  return `/insights/retention/${name}.csv${url.search}`
}
