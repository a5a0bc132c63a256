/** What every problem means: for `perennial explain` and docs/problems.md. */
export type { Explanation, SnippetPlace } from './explanation.ts'
export { explanations } from './explanations.ts'
export { problemsPage } from './problems-page.ts'
