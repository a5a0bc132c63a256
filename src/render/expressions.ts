/** Reads the Handlebars of a file: which variables and texts it uses, where, and what we refuse. */

import type { Place, Problem } from '../problem.ts'
import { checkTags } from './check-tags.ts'
import { parseHandlebars } from './handlebars.ts'
import { BLOCKS, HELPER_NAMES } from './helpers/names.ts'
import { didYouMean } from '../yaml/index.ts'
import { type SourceFile, offsetOf, placeIn } from './source-file.ts'
import type { Tag } from './tags.ts'
import type { TextUse, Use } from './uses.ts'

/** All that a file's Handlebars asks for. */
export interface Reading {
  readonly uses: Use[]
  readonly texts: TextUse[]
  readonly problems: Problem[]
}

interface Walk extends Reading {
  readonly source: SourceFile
}

// Where we stand: the path of `this` and its outer ones (last is nearest), block parameters, and what is known to be there.
interface Scope {
  readonly contexts: readonly string[]
  readonly names: ReadonlyMap<string, string>
  readonly given: readonly string[]
}

const LIST_DATA = new Set(['index', 'first', 'last', 'key'])

/** Reads the Handlebars of one file; `tags` are those of `findTags` for the same text. */
export function readExpressions(source: SourceFile, tags: readonly Tag[]): Reading {
  const walk: Walk = { source, uses: [], texts: [], problems: [...checkTags(source, tags)] }
  if (walk.problems.some((problem) => problem.code === 'template-syntax')) return walk
  const parsed = parseHandlebars(source, tags)
  walk.problems.push(...parsed.problems)
  if (parsed.value) walkProgram(walk, parsed.value, { contexts: [''], names: new Map(), given: [] })
  return walk
}

function walkProgram(walk: Walk, program: hbs.AST.Program | undefined, scope: Scope): void {
  for (const statement of program?.body ?? []) {
    if (isMustache(statement)) walkMustache(walk, statement, scope)
    if (isBlock(statement)) walkBlock(walk, statement, scope)
  }
}

function walkMustache(walk: Walk, node: hbs.AST.MustacheStatement, scope: Scope): void {
  if (!isPath(node.path)) return
  const called = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0
  if (called || HELPER_NAMES.has(node.path.original)) {
    walkCall(walk, node, node.path, scope)
    return
  }
  use(walk, node.path, 'output', scope)
}

function walkCall(walk: Walk, node: Call, path: hbs.AST.PathExpression, scope: Scope): void {
  const name = path.original
  if (!HELPER_NAMES.has(name)) {
    unknownHelper(walk, path)
    return
  }
  if (node.params.length === 0) {
    report(walk, node, 'template-syntax', `{{${name}}} needs something to work on`, `as in {{${name} customer.…}}`)
    return
  }
  if (name === 't') {
    walkText(walk, node, scope)
    return
  }
  const kind = name === 'default' || name === 'eq' ? 'question' : name === 'list' ? 'list' : 'argument'
  node.params.forEach((param, index) => {
    walkValue(walk, param, kind === 'question' && name === 'default' && index > 0 ? 'argument' : kind, scope)
  })
  for (const pair of node.hash?.pairs ?? []) walkValue(walk, pair.value, 'argument', scope)
}

function walkText(walk: Walk, node: Call, scope: Scope): void {
  const [key] = node.params
  const pairs = node.hash?.pairs ?? []
  for (const pair of pairs) walkValue(walk, pair.value, 'argument', scope)
  if (key?.type !== 'StringLiteral' || node.params.length > 1) {
    report(
      walk,
      node,
      'template-syntax',
      '{{t}} takes one key in quotes',
      'as in {{t "welcome.title" name=customer.first_name}}',
    )
    return
  }
  const names = pairs.map((pair) => pair.key)
  walk.texts.push({ key: (key as hbs.AST.StringLiteral).value, names, place: placeOf(walk, node) })
}

function walkValue(walk: Walk, node: hbs.AST.Expression, kind: Use['kind'], scope: Scope): void {
  if (isPath(node)) {
    use(walk, node, kind, scope)
    return
  }
  if (node.type === 'SubExpression') {
    const call = node as hbs.AST.SubExpression
    walkCall(walk, call, call.path, scope)
  }
}

function walkBlock(walk: Walk, node: hbs.AST.BlockStatement, scope: Scope): void {
  const name = node.path.original
  if (!BLOCKS.has(name)) {
    unknownBlock(walk, node)
    return
  }
  const [subject] = node.params
  if (!subject || node.params.length > 1) {
    report(walk, node.path, 'template-syntax', `{{#${name}}} takes exactly one thing`, `as in {{#${name} coupon}}`)
    return
  }
  walkValue(walk, subject, name === 'each' ? 'list' : 'question', scope)
  const path = isPath(subject) ? resolvePath(subject, scope) : undefined
  const given = path === undefined ? scope : { ...scope, given: [...scope.given, path] }
  if (name === 'if') {
    walkBoth(walk, node, given, scope)
    return
  }
  if (name === 'unless') {
    walkBoth(walk, node, scope, given)
    return
  }
  walkBoth(walk, node, inner(given, node, name === 'each' ? `${path}.*` : (path ?? '')), scope)
}

function walkBoth(walk: Walk, node: hbs.AST.BlockStatement, yes: Scope, no: Scope): void {
  walkProgram(walk, node.program, yes)
  walkProgram(walk, node.inverse, no)
}

function inner(scope: Scope, node: hbs.AST.BlockStatement, context: string): Scope {
  const [name] = node.program?.blockParams ?? []
  const names = name === undefined ? scope.names : new Map([...scope.names, [name, context]])
  return { ...scope, contexts: [...scope.contexts, context], names }
}

function use(walk: Walk, node: hbs.AST.PathExpression, kind: Use['kind'], scope: Scope): void {
  if (node.data && LIST_DATA.has(node.parts[0] ?? '') && scope.contexts.length > 1) return
  const path = resolvePath(node, scope)
  if (path === undefined) {
    unknownPath(walk, node)
    return
  }
  if (path !== '') walk.uses.push({ path, kind, given: scope.given, place: placeOf(walk, node) })
}

// The absolute path of a Handlebars path, undefined where it leads nowhere.
function resolvePath(node: hbs.AST.PathExpression, scope: Scope): string | undefined {
  const join = (start: string, parts: readonly string[]) => [start, ...parts].filter((part) => part !== '').join('.')
  if (node.data) return node.parts[0] === 'root' ? join('', node.parts.slice(1)) : undefined
  const [first = '', ...rest] = node.parts
  const named = node.depth === 0 ? scope.names.get(first) : undefined
  if (named !== undefined) return join(named, rest)
  const context = scope.contexts[scope.contexts.length - 1 - node.depth]
  return context === undefined ? undefined : join(context, node.parts)
}

function unknownHelper(walk: Walk, path: hbs.AST.PathExpression): void {
  const near = didYouMean(path.original, HELPER_NAMES)
  const known = `the helpers are ${[...HELPER_NAMES].join(', ')}`
  report(walk, path, 'unknown-helper', `Unknown helper "${path.original}"`, near ? `did you mean "${near}"?` : known)
}

function unknownBlock(walk: Walk, node: hbs.AST.BlockStatement): void {
  const name = node.path.original
  const near = didYouMean(name, BLOCKS)
  const hint = near ? `did you mean {{#${near} …}}?` : `write {{#if ${name}}} or {{#each ${name}}}`
  report(walk, node.path, 'unknown-helper', `{{#${name}}} is no block: there are if, unless, each and with`, hint)
}

function unknownPath(walk: Walk, node: hbs.AST.PathExpression): void {
  report(
    walk,
    node,
    'unknown-variable',
    `"${node.original}" leads nowhere`,
    '../ climbs out of one {{#each}} or {{#with}}',
  )
}

function report(walk: Walk, node: hbs.AST.Node, code: string, message: string, hint: string): void {
  walk.problems.push({ code, severity: 'error', message, hint, place: placeOf(walk, node) })
}

function placeOf(walk: Walk, node: hbs.AST.Node): Place {
  const { text } = walk.source
  const { start, end } = node.loc
  return placeIn(walk.source, offsetOf(text, start.line, start.column), offsetOf(text, end.line, end.column))
}

interface Call extends hbs.AST.Node {
  readonly params: hbs.AST.Expression[]
  readonly hash: hbs.AST.Hash
}

function isMustache(node: hbs.AST.Statement): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement'
}

function isBlock(node: hbs.AST.Statement): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement'
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression'
}
