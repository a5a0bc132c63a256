import type { Command } from 'commander'
import type { Cli } from './cli.ts'

/** A command as the top help knows it. Its file, and what that needs, is loaded when it is called. */
export interface CatalogEntry {
  readonly name: string
  /** What follows the name in the help. */
  readonly usage: string
  /** One line. */
  readonly summary: string
  /** The few that everybody needs stand first. */
  readonly group: 'main' | 'more'
  load(): Promise<(command: Command, cli: Cli) => void>
}

/** All commands, in the order of the help. */
export const catalog: readonly CatalogEntry[] = [
  {
    name: 'init',
    usage: '[DIR]',
    summary: 'make a new shop, or with --demo one full of invented customers',
    group: 'main',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'check',
    usage: '[FILE…]',
    summary: 'read every rule, campaign and template; all problems at once',
    group: 'main',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'test',
    usage: '[NAME…]',
    summary: 'try the examples of rules and campaigns, and the guards',
    group: 'main',
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    name: 'import',
    usage: 'KIND FILE…',
    summary: 'take in customers, orders, order-lines, products or events',
    group: 'more',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'plan',
    usage: '',
    summary: 'who would get what today, and why not; changes nothing',
    group: 'main',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'send',
    usage: '',
    summary: 'the daily run: plan, queue, deliver what is due',
    group: 'main',
    load: async () => (await import('./commands/send.ts')).send,
  },
  {
    name: 'why',
    usage: 'CUSTOMER [CAMPAIGN]',
    summary: 'the reasons for one customer, line by line',
    group: 'main',
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'preview',
    usage: 'TEMPLATE --as CUSTOMER',
    summary: 'an email as one customer would get it',
    group: 'main',
    load: async () => (await import('./commands/preview.ts')).preview,
  },
  {
    name: 'serve',
    usage: '[--port 4600]',
    summary: 'run every day by itself, with a status page',
    group: 'main',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'list',
    usage: 'segments|campaigns|templates',
    summary: 'what there is, with sizes',
    group: 'more',
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'members',
    usage: 'SEGMENT',
    summary: 'who is in a segment',
    group: 'more',
    load: async () => (await import('./commands/members.ts')).members,
  },
  {
    name: 'show',
    usage: 'NAME',
    summary: 'a segment, campaign or template in English, its uses and users',
    group: 'more',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'sql',
    usage: 'SEGMENT',
    summary: 'the query that finds who is in a segment',
    group: 'more',
    load: async () => (await import('./commands/sql.ts')).sql,
  },
  {
    name: 'facts',
    usage: '[NAME]',
    summary: 'what rules can ask',
    group: 'more',
    load: async () => (await import('./commands/facts.ts')).facts,
  },
  {
    name: 'diff',
    usage: '[REVISION]',
    summary: 'customers and emails moved by the changed files, against git',
    group: 'more',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'simulate',
    usage: '--from DATE --to DATE',
    summary: 'the whole programme day by day on a copy of the data',
    group: 'more',
    load: async () => (await import('./commands/simulate.ts')).simulate,
  },
  {
    name: 'fmt',
    usage: '[FILE…]',
    summary: 'write shop file, segments and campaigns in their one canonical text',
    group: 'more',
    load: async () => (await import('./commands/fmt.ts')).fmt,
  },
  {
    name: 'explain',
    usage: '[CODE]',
    summary: 'what a problem means, wrong and right',
    group: 'more',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'schema',
    usage: '',
    summary: 'tell editors of the facts, events and names of this shop',
    group: 'more',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'demo',
    usage: '[--once]',
    summary: 'a demo shop in ./data/demo: import, plan, send, serve',
    group: 'more',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'migrate',
    usage: '',
    summary: 'bring the database up to date',
    group: 'more',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand,
  },
  {
    name: 'completion',
    usage: 'bash|zsh|fish',
    summary: 'let the shell complete commands, options and names',
    group: 'more',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
]
