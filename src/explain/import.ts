import type { Explanation } from './explanation.ts'

/** Files to import. */
export const aboutImport: readonly Explanation[] = [
  {
    code: 'missing-column',
    means: 'a column that rows of this kind need',
    why: 'Rows of this kind need a column that the file does not have, or has under another name: name it in a map file.',
    snippet: 'words',
    wrong: 'perennial import orders totals.csv',
    right: 'perennial import orders orders.csv --map map.yaml',
  },
  {
    code: 'unknown-column',
    means: 'the map file names a column that is not there',
    why: 'The map file names a column that the file does not have.',
    snippet: 'words',
    wrong: 'columns: {customer_id: CustmerID}',
    right: 'columns: {customer_id: CustomerID}',
  },
  {
    code: 'too-many-columns',
    means: 'more columns than a file of rows has',
    why: 'A file with thousands of columns is mostly one whose delimiter was taken for another.',
    snippet: 'words',
    wrong: 'delimiter: " "',
    right: 'delimiter: ","',
  },
  {
    code: 'unreadable-file',
    means: 'a file to import is missing or cannot be read',
    why: 'The file is not there, or this program may not read it.',
    snippet: 'words',
    wrong: 'perennial import orders order.csv',
    right: 'perennial import orders orders.csv',
  },
  {
    code: 'unknown-format',
    means: 'no such format of a file, or of its dates',
    why: 'The format says which columns a file has, and in a map file how its dates are written.',
    snippet: 'words',
    wrong: 'perennial import orders orders.csv --format shopifi',
    right: 'perennial import orders orders.csv --format shopify',
  },
  {
    code: 'wrong-value',
    means: 'a setting of a map file that cannot be used',
    why: 'A map file names the columns of a file that is unlike all known ones; each of its settings has a few forms.',
    snippet: 'words',
    wrong: 'skip_when: [{column: Quantity, at_most: none}]',
    right: 'skip_when: [{column: Quantity, at_most: 0}]',
  },
  {
    code: 'wrong-kind',
    means: 'this format of file does not hold such rows',
    why: 'An export of this format does not hold rows of this kind.',
    snippet: 'words',
    wrong: 'perennial import events customers.csv --format mailchimp',
    right: 'perennial import customers customers.csv --format mailchimp',
  },
]
