import { languageTag } from '../../text/index.ts'

/** A BCP 47 tag of a locale as systems write it: `hr_HR.UTF-8` is `hr-HR`; undefined for what names no language. */
export function readLanguage(text: string): string | undefined {
  return languageTag(text.replace(/\.[\w-]+$/, ''))
}
