import type { Json, Template, Variables } from '../render/index.ts'

/**
 * The variables with a mark (`⟦first_name⟧`) wherever a template shows a value that is not there, so that a preview
 * shows the place. Lists and questions stay as they are: what is asked for with `{{#if}}` is not missing.
 */
export function withMarks(variables: Variables, uses: Template['uses']): Variables {
  return missingPaths(variables, uses).reduce((marked, path) => withMark(marked, path.split('.')), variables)
}

/** The dotted paths that a template shows and the variables lack, each once; those within lists are left out. */
export function missingPaths(variables: Variables, uses: Template['uses']): string[] {
  const isMissing = (path: string) => isBlank(valueAt(variables, path.split('.')))
  const shown = uses.filter(({ kind, path, given }) => {
    return (kind === 'output' || kind === 'argument') && !path.includes('*') && !given.some((one) => isMissing(one))
  })
  return [...new Set(shown.map(({ path }) => path))].filter(isMissing)
}

function valueAt(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return valueAt((value as Variables)[name], rest)
}

function isBlank(value: Json): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

function withMark(variables: Variables, [name = '', ...rest]: readonly string[]): Variables {
  const inner = variables[name]
  if (rest.length === 0) return { ...variables, [name]: `⟦${name}⟧` }
  const object = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Variables) : {}
  return { ...variables, [name]: withMark(object, rest) }
}
