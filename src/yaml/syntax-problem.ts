import type { Place, Problem } from '../problem.ts'

/** A mistake of YAML in words for somebody who does not know YAML; `code` and `message` are the parser's own. */
export function syntaxProblem(mistake: { readonly code: string; readonly message: string }, place: Place): Problem {
  const problem = { code: 'yaml-syntax', severity: 'error', place } as const
  if (mistake.code === 'TAB_AS_INDENT') {
    return { ...problem, message: 'This line is indented by a tab', hint: 'YAML wants blanks: two a level' }
  }
  const [sentence = ''] = mistake.message.split('\n')
  return { ...problem, message: `This is not YAML: ${sentence.replace(/ at line \d+, column \d+:?$/, '')}` }
}
