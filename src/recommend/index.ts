/** What to recommend to whom: products bought together, the next best category, bestsellers. Counted in SQL, kept by the daily run. */
export { type Advance, advanceModel, keepMarks } from './advance-model.ts'
export { dropModel, type KeptModel, keptModel } from './kept-model.ts'
export {
  type Because,
  type Product,
  recommend,
  type RecommendAsked,
  type Recommendations,
  type Recommended,
} from './recommend.ts'
