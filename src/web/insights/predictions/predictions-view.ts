import type { Predictions } from '../../../app/index.ts'
import type { View } from '../../view/view.ts'
import type { PredictionsWord } from '../../words/predictions.ts'

/** The page of predictions as one request sees it. */
export type PredictionsView = View<PredictionsWord>

/** What each card gets. */
export interface PredictionsProps {
  readonly view: PredictionsView
  readonly found: Predictions
}
