import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { Argument, type Command, Option } from 'commander'
import { assurePepper, keepFirstPredictions, recordImport } from '../../app/index.ts'
import type { Shop } from '../../config/index.ts'
import { type ImportMap, type ImportReport, importFiles, readMapFile } from '../../ingest/index.ts'
import type { Cli } from '../cli.ts'
import { count, counted } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { openProgress } from '../progress.ts'
import { openRejects } from '../rejects-file.ts'
import { paintProblem, problemJson } from '../show-problems.ts'
import { cutTo, table } from '../table.ts'

const KINDS = ['customers', 'orders', 'order-lines', 'products', 'events'] as const
const FORMATS = ['auto', 'generic', 'shopify', 'woocommerce', 'mailchimp', 'klaviyo', 'brevo'] as const

interface Options {
  readonly format: (typeof FORMATS)[number]
  readonly map?: string
  readonly dryRun?: boolean
  readonly strict?: boolean
  readonly rejects?: string
}

/** `perennial import KIND FILE…`: rows into the database; what cannot be read is named, the rest goes on. */
export function importCommand(command: Command, cli: Cli): void {
  command
    .addArgument(new Argument('<kind>', 'what the files hold').choices(KINDS))
    .argument('<file...>', 'CSV files, also .gz')
    .addOption(new Option('--format <name>', 'where the files come from').choices(FORMATS).default('auto'))
    .option('--map <file>', 'a YAML file that names the columns')
    .option('--dry-run', 'read and count, store nothing')
    .option('--strict', 'exit 1 when a row or a cell was rejected')
    .option('--rejects <file>', 'write every rejected row to this CSV file')
    .action(
      cli.action((kind: (typeof KINDS)[number], files: string[], options: Options) =>
        withShop(cli, (shop) => run(cli, shop, kind, files, options)),
      ),
    )
}

async function run(
  cli: Cli,
  { app, now }: OpenShop,
  kind: (typeof KINDS)[number],
  names: readonly string[],
  options: Options,
): Promise<number> {
  const files = names.map((name) => existing(cli, name))
  const map = options.map === undefined ? undefined : mapOf(cli, options.map, ownNames(app.shop))
  if (!options.dryRun) await assurePepper(app)
  const progress = openProgress(cli.io, cli.talk, `Importing ${kind}`)
  const rejects = options.rejects === undefined ? undefined : openRejects(below(cli, options.rejects))
  try {
    const report = await importFiles(app.at(now), app.shop, {
      kind,
      files,
      format: options.format,
      ...(map ? { map } : {}),
      dryRun: options.dryRun ?? false,
      onProgress: ({ file, bytesRead, bytesTotal, rows }) =>
        progress.update(bytesRead, bytesTotal, `${counted(rows, 'row')}  ${basename(file)}`),
      ...(rejects ? { onRejection: rejects.write } : {}),
    })
    progress.end()
    const named = withNames(report, files, names)
    if (cli.globals.json) cli.talk.printJson({ ...named, problems: named.problems.map(problemJson) })
    if (named.problems.length > 0) return unreadable(cli, named)
    if (!options.dryRun) await recordImport(app, now)
    if (!options.dryRun && kind === 'orders') await keepFirstPredictions(app, now)
    if (!cli.globals.json) show(cli, named, options)
    return options.strict && report.rejected + report.cells > 0 ? exitCodes.problems : exitCodes.fine
  } finally {
    progress.end()
    rejects?.close()
  }
}

/** Files as they were typed, in the report as on the command line. */
function withNames(report: ImportReport, files: readonly string[], names: readonly string[]): ImportReport {
  const nameOf = (file: string) => names[files.indexOf(file)] ?? file
  const rejections = report.rejections.map((rejection) => ({ ...rejection, file: nameOf(rejection.file) }))
  return { ...report, files: names, rejections }
}

/** Nothing was imported: a file cannot be read at all, or is of another kind. */
function unreadable({ talk }: Cli, { problems }: ImportReport): number {
  for (const problem of problems) talk.warn(paintProblem(problem, undefined, talk))
  talk.warn('Nothing was imported.')
  return exitCodes.problems
}

function existing(cli: Cli, name: string): string {
  const path = below(cli, name)
  if (!existsSync(path)) throw new Failure(`There is no file ${name}`)
  if (statSync(path).isDirectory()) throw new Failure(`${name} is a folder`, 'name the files in it')
  return path
}

/** What a map may place besides the usual columns: the shop's own attributes and the filters of its events. */
function ownNames({ attributes, events }: Shop): string[] {
  return [...attributes.map(({ name }) => name), ...events.flatMap(({ filters }) => Object.keys(filters))]
}

function mapOf(cli: Cli, name: string, own: readonly string[]): ImportMap {
  const text = readFileSync(existing(cli, name), 'utf8')
  const { value, problems } = readMapFile(name, text, own)
  for (const problem of problems) cli.talk.warn(paintProblem(problem, text, cli.talk))
  if (!value) throw new Failure(`The map ${name} cannot be used`, undefined, exitCodes.problems)
  return value
}

function below(cli: Cli, name: string): string {
  return isAbsolute(name) ? name : join(cli.io.cwd, name)
}

/** How many rejections a person is shown; the file of `--rejects` and `--json` have more. */
const SHOWN = 10

function show({ talk }: Cli, report: ImportReport, options: Options): void {
  const rows = [
    ['read', count(report.read)],
    ['new', count(report.inserted)],
    ['changed', count(report.updated)],
    ['unchanged', count(report.unchanged)],
    ['skipped', count(report.skipped)],
    ['rejected', count(report.rejected)],
  ]
  talk.print(`${report.kind}${options.dryRun ? ' (dry run: nothing is stored)' : ''}`)
  for (const line of table(rows, ['left', 'right'])) talk.print(line)
  const rejections = report.rejections.slice(0, SHOWN)
  if (rejections.length > 0) {
    talk.say(`${talk.paintTalk('yellow', 'warning')}  rows and cells that could not be read`)
    const lines = rejections.map(({ file, line, column, value, reason }) => [
      `${basename(file)}:${line}`,
      column ?? '',
      cutTo(JSON.stringify(value ?? ''), 40),
      reason,
    ])
    for (const line of table(lines)) talk.say(line)
    const more = report.rejections.length - rejections.length
    if (more > 0)
      talk.say(
        `  and ${count(more)}${report.rejections.length >= 1000 ? ' or more' : ''} others: --rejects FILE.csv lists them all`,
      )
  }
  talk.say('Next   perennial plan     who would get what today, and why')
}
