/** What the web view says, in five languages: one file a screen, each with all five. */
export { type Language, languageIn, languageNames, languages, localeOf } from './languages.ts'
export { type Say, sayIn, type WordList } from './say.ts'
export { type FrameWord, frameWords } from './frame.ts'
