import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, isAbsolute, join } from 'node:path'
import type { Command } from 'commander'
import {
  type App,
  composeEmail,
  type EmailRequest,
  type MadeEmail,
  previewRequest,
  renderEmails,
} from '../../app/index.ts'
import { dressed } from '../../render/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

interface Options {
  readonly as: string
  readonly out?: string
  readonly variant?: string
}

/** `perennial preview TEMPLATE --as CUSTOMER`: the email as the customer would get it, made as it is for sending. */
export function preview(command: Command, cli: Cli): void {
  command
    .argument('<template>', 'its name: the file without .mjml')
    .requiredOption('--as <customer>', 'id or e-mail address')
    .option('--out <file>', 'write it: FILE.html, FILE.txt, FILE.eml or FILE.png')
    .option('--variant <name>', 'which version of the email, where its step has several')
    .action(
      cli.action((template: string, options: Options) => withShop(cli, (shop) => run(cli, shop, template, options))),
    )
}

async function run(cli: Cli, shop: OpenShop, template: string, options: Options): Promise<number> {
  const { app, now } = shop
  const write = options.out === undefined ? undefined : writerFor(options.out)
  if (!app.templates.names.includes(template)) throw unknownTemplate(template, app)
  const customer = await namedCustomer(shop, options.as)
  const ctx = app.at(now)
  const request = await previewRequest(app, ctx, { template, customer: customer.key, variant: options.variant })
  const [email] = await renderEmails(app, ctx, [request])
  if (!email || 'failed' in email)
    throw new Failure(email?.failed ?? 'It could not be made', 'perennial check', exitCodes.problems)
  if (write && options.out !== undefined) {
    const file = isAbsolute(options.out) ? options.out : join(cli.io.cwd, options.out)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, await write(shop, request, email))
    cli.talk.say(`${template} as ${customer.name} gets it: ${options.out}`)
  }
  if (cli.globals.json) {
    const { subject, preheader, html, text, language } = email
    cli.talk.printJson({ template, customer: customer.id, language, subject, preheader, html, text })
  } else if (!write) show(cli, app, email)
  return exitCodes.fine
}

function show({ talk }: Cli, app: App, email: MadeEmail): void {
  const to = email.to.name ? `${email.to.name} <${email.to.address}>` : email.to.address
  talk.print(`${talk.paint('dim', 'from     ')}${app.shop.from}`)
  talk.print(`${talk.paint('dim', 'to       ')}${to}`)
  talk.print(`${talk.paint('dim', 'subject  ')}${talk.paint('bold', email.subject)}`)
  talk.print(`${talk.paint('dim', 'preview  ')}${email.preheader}`)
  talk.print()
  talk.print(email.text.trimEnd())
  talk.say()
  talk.say('Next   the same with --out email.html, and open it in a browser')
}

type Writer = (shop: OpenShop, request: EmailRequest, email: MadeEmail) => Promise<string | Uint8Array>

function writerFor(file: string): Writer {
  const ending = extname(file).toLowerCase()
  if (ending === '.html' || ending === '.htm') return async (_shop, _request, email) => email.html
  if (ending === '.txt') return async (_shop, _request, email) => email.text
  if (ending === '.eml') return rawEmail
  if (ending === '.png') return picture
  throw new Failure(`"${file}" has no ending that says what to write`, 'use .html, .txt, .eml or .png')
}

async function rawEmail({ app, now }: OpenShop, request: EmailRequest, email: MadeEmail): Promise<Uint8Array> {
  const composed = await composeEmail(app, now, request, email)
  if ('rejected' in composed) throw new Failure(composed.rejected, undefined, exitCodes.problems)
  return composed.bytes
}

/** As on a phone and on a desktop, in every language of the shop. */
async function picture({ app, now }: OpenShop, request: EmailRequest): Promise<Uint8Array> {
  const { installLine, sittersOf, takePictures } = await import('../../web/index.ts')
  const emails = await Promise.all(app.shop.languages.map((language) => inLanguage(app, now, request, language)))
  const taken = await takePictures(
    emails.flatMap((email) => sittersOf({ name: request.template, ...email }, { phone: 'phone', desktop: 'desktop' })),
  )
  if ('png' in taken) return taken.png
  const missing = taken.missing === 'browser' ? 'Chromium on this computer' : 'the package that drives Chromium'
  throw new Failure(`A picture needs ${missing}`, `${installLine[taken.missing]}, or --out FILE.html`)
}

async function inLanguage(app: App, now: number, request: EmailRequest, language: string): Promise<MadeEmail> {
  const [email] = await renderEmails(app, app.at(now), [request], {
    links: 'nowhere',
    as: ({ row, variables }) => ({ row: { ...row, language }, variables }),
  })
  if (!email || 'failed' in email)
    throw new Failure(email?.failed ?? 'It could not be made', undefined, exitCodes.problems)
  return { ...email, html: dressed(email.html, 'light') }
}

function unknownTemplate(name: string, app: App): Failure {
  const near = didYouMean(name, app.templates.names)
  return new Failure(`There is no template "${name}"`, near ? `did you mean ${near}?` : 'perennial list templates')
}
