import type { Command } from 'commander'

/** The options that stand before or after any command. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option('-C, --dir <dir>', "the shop's folder, default the current one")
    .option('--database <url>', 'default sqlite:data/perennial.db, or DATABASE_URL')
    .option('--as-of <instant>', 'as if it were then: 2026-11-22 or 2026-11-22T09:00+01:00')
    .option('--json', 'the result as JSON')
    .option('--quiet', 'no talk, results only')
    .option('--no-color', 'plain text')
    .option('--no-input', 'never ask')
}
