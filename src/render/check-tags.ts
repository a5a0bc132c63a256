/** What is wrong with single Handlebars tags, and with blocks that do not close (SEC-04). */

import type { Problem } from '../problem.ts'
import { type SourceFile, placeIn } from './source-file.ts'
import type { Tag } from './tags.ts'

/** Problems of a file's tags; a `template-syntax` among them means that it cannot be parsed. */
export function checkTags(source: SourceFile, tags: readonly Tag[]): Problem[] {
  return [...tags.flatMap((tag) => checkTag(source, tag)), ...checkBlocks(source, tags)]
}

function checkTag(source: SourceFile, tag: Tag): Problem[] {
  if (tag.kind === 'literal' || tag.kind === 'comment') return []
  if (tag.kind === 'unfinished')
    return [problem(source, tag, 'template-syntax', 'This {{ is never closed', 'its }} is missing')]
  if (/^\{\{~?(\{|&)/.test(tag.raw)) return [unescaped(source, tag)]
  if (/^\{\{~?#?>/.test(tag.raw)) {
    return [
      problem(
        source,
        tag,
        'unknown-helper',
        'Partials of Handlebars are not used here',
        'include a file with <mj-include path="partials/….mjml"/>',
      ),
    ]
  }
  if (/^\{\{~?#?\*/.test(tag.raw))
    return [problem(source, tag, 'unknown-helper', 'Decorators are not used here', 'take it out')]
  return []
}

function unescaped(source: SourceFile, tag: Tag): Problem {
  const inner = tag.raw.replace(/^\{\{~?[{&]\s*|\s*~?\}{2,3}$/g, '')
  return {
    ...problem(
      source,
      tag,
      'unescaped-output',
      `${tag.raw} would put a customer's data into the HTML unescaped`,
      'use two braces',
    ),
    try: `{{${inner}}}`,
  }
}

function checkBlocks(source: SourceFile, tags: readonly Tag[]): Problem[] {
  const open: Tag[] = []
  const problems: Problem[] = []
  for (const tag of tags) {
    if (tag.kind === 'open' && !tag.raw.startsWith('{{#>')) open.push(tag)
    if (tag.kind === 'else' && open.length === 0) problems.push(stray(source, tag))
    if (tag.kind !== 'close') continue
    if (open.at(-1)?.word === tag.word) open.pop()
    else problems.push(mismatch(source, tag, open.pop()))
  }
  return [...problems, ...open.map((tag) => unclosed(source, tag))]
}

function stray(source: SourceFile, tag: Tag): Problem {
  return problem(
    source,
    tag,
    'template-syntax',
    `${tag.raw} stands outside any block`,
    'it belongs between {{#if …}} and {{/if}}',
  )
}

function mismatch(source: SourceFile, tag: Tag, open: Tag | undefined): Problem {
  const hint = open ? `${open.raw} is open here: write {{/${open.word}}}` : 'no block is open here'
  return problem(source, tag, 'template-syntax', `${tag.raw} closes nothing`, hint)
}

function unclosed(source: SourceFile, tag: Tag): Problem {
  return problem(
    source,
    tag,
    'template-syntax',
    `${tag.raw} is never closed in this file`,
    `its {{/${tag.word}}} is missing`,
  )
}

function problem(source: SourceFile, tag: Tag, code: string, message: string, hint: string): Problem {
  return { code, severity: 'error', message, hint, place: placeIn(source, tag.start, tag.end) }
}
