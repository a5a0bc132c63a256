import type { CatalogEntry } from './cli.ts'
import { table } from './table.ts'

/** The help of the program: the commands everybody needs, two examples, the rest, and the options of all. */
export function topHelp(catalog: readonly CatalogEntry[]): string {
  const rows = (group: CatalogEntry['group']) =>
    catalog.filter((entry) => entry.group === group).map(({ name, usage, summary }) => [`${name} ${usage}`, summary])
  const main = rows('main')
  const lines = table([...main, ...rows('more'), ...OPTIONS])
  const more = catalog.length - main.length
  return `${[
    'Perennial sends the right email to the right customer, once, and says why.',
    '',
    'Usage  perennial COMMAND [OPTIONS]',
    '',
    ...lines.slice(0, main.length),
    '',
    'Examples',
    '  perennial init kava --demo && cd kava && perennial plan',
    '  perennial why maja@kava.example win-back',
    '',
    'More',
    ...lines.slice(main.length, main.length + more),
    '',
    'Everywhere',
    ...lines.slice(main.length + more),
    '',
    'One command: perennial COMMAND --help',
  ].join('\n')}\n`
}

const OPTIONS: readonly (readonly [string, string])[] = [
  ['-C, --dir DIR', "the shop's folder, default the current one"],
  ['--database URL', 'default sqlite:data/perennial.db, or DATABASE_URL'],
  ['--as-of INSTANT', 'as if it were then: 2026-11-22, or 2026-11-22T09:00+01:00'],
  ['--json', 'the result for machines'],
  ['--quiet, --no-color, --no-input', 'no talk, plain text, never ask'],
]
