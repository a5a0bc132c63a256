/** Text that compares and stores alike everywhere. Imports nothing. */
export { cleanText } from './clean-text.ts'
export { fold } from './fold.ts'
export { foldName } from './fold-name.ts'
export { languageNames, languageTag } from './language.ts'
export { tidyPhrase } from './tidy-phrase.ts'
