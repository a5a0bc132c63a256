import type { OpenFiles } from '../app/index.ts'
import type { Parts } from '../render/index.ts'
import type { FileChange, LanguageDifference, TemplateDifference } from './difference.ts'
import { openWordings, type RewrittenGroup, type Wordings } from './rewritten.ts'
import { textDiff } from './text-diff.ts'

/** The templates that say something else in one of the languages, with the emails of the day that do. */
export async function templateMoves(
  before: OpenFiles,
  after: OpenFiles,
  changes: readonly FileChange[],
  groups: readonly RewrittenGroup[],
): Promise<TemplateDifference[]> {
  const concerns = changes.some(
    ({ kind, keys }) => kind === 'template' || kind === 'texts' || keys.includes('languages'),
  )
  if (!concerns) return []
  const names = [...new Set([...before.templates.names, ...after.templates.names])].sort()
  const languages = languagesOf(before, after, groups)
  const [old, own] = [openWordings(before), openWordings(after)]
  const moves: TemplateDifference[] = []
  for (const template of names) {
    const found = await languagesThatDiffer(template, languages, old, own, groups)
    if (found.length === 0) continue
    const state = stateOf(template, before, after)
    moves.push({ template, state, emails: found.reduce((sum, { emails }) => sum + emails, 0), languages: found })
  }
  return moves
}

/** Those of the shop, then those that only customers of the day have. */
function languagesOf(before: OpenFiles, after: OpenFiles, groups: readonly RewrittenGroup[]): string[] {
  const named = [...after.shop.languages, ...before.shop.languages]
  return [...new Set([...named, ...groups.map(({ language }) => language)])]
}

async function languagesThatDiffer(
  template: string,
  languages: readonly string[],
  old: Wordings,
  own: Wordings,
  groups: readonly RewrittenGroup[],
): Promise<LanguageDifference[]> {
  const found: LanguageDifference[] = []
  for (const language of languages) {
    const [before, after] = [await old.of(template, language), await own.of(template, language)]
    if (JSON.stringify(before) === JSON.stringify(after)) continue
    const emails = groups
      .filter((group) => group.language === language && group.templateAfter === template)
      .reduce((sum, { number }) => sum + number, 0)
    found.push({ language, emails, diff: textDiff(readable(before), readable(after)) })
  }
  return found
}

function readable(parts: Parts | undefined): string {
  return parts ? `Subject: ${parts.subject}\nPreview: ${parts.preheader}\n\n${parts.text}` : ''
}

function stateOf(template: string, before: OpenFiles, after: OpenFiles): TemplateDifference['state'] {
  if (!before.templates.names.includes(template)) return 'added'
  return after.templates.names.includes(template) ? 'changed' : 'removed'
}
