import type { Checked, Problem } from '../problem.ts'
import type { Setting } from '../providers/index.ts'
import type { Variables } from './environment.ts'
import { defaultLinks } from './read-shop.ts'

/** What differs between machines and is not in the shop file. Frozen. */
export interface Settings {
  /** `sqlite:data/perennial.db`, relative to the shop's folder. */
  readonly database: string
  /** Signs links in emails; undefined: made once and kept below the shop's folder. */
  readonly secret: string | undefined
  /** The key of the hashes of erased people; undefined: made once and kept below the shop's folder. */
  readonly pepper: string | undefined
  /** Signed the links of older emails, which never end: they are still accepted. */
  readonly oldSecrets: readonly string[]
  /** Sign the events of the mail service, the new one and the old one while it is exchanged. */
  readonly webhookSecrets: readonly string[]
  /** Lets people into the web view where it is open to the network; undefined: it is not. */
  readonly password: string | undefined
  /** Where the public pages listen: on this computer, or on all its addresses behind a proxy in another one. */
  readonly publicHost: string
  /** Of the private web view, on 127.0.0.1. */
  readonly port: number
  /** Of the public pages: the port after the web view's. */
  readonly publicPort: number
  /** Public address of the links in emails, without a slash at the end. */
  readonly links: string
  /** The values that the shop's mail service asks for, by name; missing ones are absent. */
  readonly service: Readonly<Record<string, string>>
}

/** Where settings come from, the strongest first: flags, environment, `.env`, shop file. */
export interface SettingSources {
  readonly flags: Readonly<Record<'database' | 'port' | 'publicPort', string | undefined>>
  readonly env: Variables
  readonly dotenv: Variables
  /** `links` of the shop file. */
  readonly file: Readonly<{ links?: string }>
  /** What the shop's mail service asks for. */
  readonly service?: readonly Setting[]
}

/** A secret shorter than this could be guessed. */
const SHORTEST_SECRET = 16
const SHORTEST_PASSWORD = 12

/** Flags > environment > `.env` > file > defaults; all problems at once. An empty variable counts as missing. */
export function readSettings(sources: SettingSources): Checked<Settings> {
  const { flags, file } = sources
  const problems: Problem[] = []
  const named = (name: string) => sources.env[name] || sources.dotenv[name] || undefined
  const port = readPort('--port or PORT', flags.port ?? named('PORT'), problems) ?? 4600
  const publicPort =
    readPort('--public-port or PUBLIC_PORT', flags.publicPort ?? named('PUBLIC_PORT'), problems) ?? port + 1
  const secret = named('PERENNIAL_SECRET')
  if (secret !== undefined && secret.length < SHORTEST_SECRET) {
    problems.push(wrong(`PERENNIAL_SECRET is shorter than ${SHORTEST_SECRET} characters`))
  }
  const pepper = named('PERENNIAL_PEPPER')
  if (pepper !== undefined && pepper.length < SHORTEST_SECRET) {
    problems.push(wrong(`PERENNIAL_PEPPER is shorter than ${SHORTEST_SECRET} characters`))
  }
  const password = named('PERENNIAL_PASSWORD')
  if (password !== undefined && password.length < SHORTEST_PASSWORD) {
    problems.push(wrong(`PERENNIAL_PASSWORD is shorter than ${SHORTEST_PASSWORD} characters`))
  }
  const oldSecrets = wordsOf(named('PERENNIAL_OLD_SECRETS'))
  const webhookSecrets = wordsOf(named('RESEND_WEBHOOK_SECRET'))
  const publicHost = named('PUBLIC_HOST') ?? '127.0.0.1'
  const service = readService(sources.service ?? [], named, problems)
  if (problems.length > 0) return { problems }
  const fileLinks = file.links === undefined || file.links === defaultLinks ? undefined : file.links
  const links = fileLinks ?? `http://127.0.0.1:${publicPort}`
  const database = flags.database ?? named('DATABASE_URL') ?? 'sqlite:data/perennial.db'
  const secrets = { secret, pepper, oldSecrets, webhookSecrets, password }
  return { value: Object.freeze({ database, ...secrets, publicHost, port, publicPort, links, service }), problems }
}

/** Several values in one variable, separated by commas or blanks. */
function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((word) => word !== '')
}

/** The values of a mail service's settings. A missing one is no mistake: all but sending works without it. */
function readService(
  settings: readonly Setting[],
  named: (name: string) => string | undefined,
  problems: Problem[],
): Readonly<Record<string, string>> {
  const values = settings.flatMap(({ name, fault }): [string, string][] => {
    const value = named(name)
    if (value === undefined) return []
    const wrongness = fault(value)
    if (wrongness !== undefined) problems.push(wrong(`${name} ${wrongness}`))
    return [[name, value]]
  })
  return Object.freeze(Object.fromEntries(values))
}

function readPort(name: string, text: string | undefined, problems: Problem[]): number | undefined {
  if (text === undefined) return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 0 && port <= 65_535) return port
  problems.push(wrong(`${name} is "${text}", which is no port: use a number from 1 to 65535`))
  return undefined
}

function wrong(message: string): Problem {
  return { code: 'wrong-setting', severity: 'error', message }
}
