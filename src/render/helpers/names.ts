/** The names a template may call: our helpers, and the blocks of Handlebars that we keep. */

/** Helpers of language.md §8. `log` and `lookup` are left out: one writes to the console, the other cannot be checked. */
export const HELPER_NAMES: ReadonlySet<string> = new Set([
  't',
  'money',
  'date',
  'number',
  'default',
  'url',
  'eq',
  'list',
])

/** Block helpers. */
export const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with'])
