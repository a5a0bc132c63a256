import type { Explanation } from './explanation.ts'
import { explanations } from './explanations.ts'

/** The text of docs/problems.md. */
export function problemsPage(): string {
  const sorted = explanations.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const rows = sorted.map(({ code, means }) => `| \`${code}\` | ${means} |`)
  return [
    '# Problems',
    '',
    'What `perennial check` and the other commands may say, by the code that `--json` and tests use. Every problem of a',
    'file comes with its place and, where there is one right answer, with the line to paste. `perennial explain CODE`',
    'shows what stands here.',
    '',
    'An *error* cannot be read, or would send something wrong. A *warning* can be read and does what it says, and is',
    'probably not meant.',
    '',
    '| code | meaning |',
    '|---|---|',
    ...rows,
    '',
    ...sorted.flatMap(section),
  ].join('\n')
}

function section({ code, why, wrong, right }: Explanation): string[] {
  return [`## ${code}`, '', why, '', '```', '# wrong', wrong.trimEnd(), '', '# right', right.trimEnd(), '```', '']
}
