import type { Context } from 'hono'
import type { App } from '../app/index.ts'
import { type Link, type LinkPurpose, linkToken, readLinkToken } from '../consent/index.ts'
import type { DbContext } from '../db/index.ts'
import type { PageFrame } from './page.tsx'
import type { PublicSource } from './public-source.ts'
import { type PageWords, wordsFor } from './words/index.ts'

/** A request that a valid link brought: whose it is, and in which words to answer. */
export interface Linked {
  readonly app: App
  readonly ctx: DbContext
  readonly link: Link
  readonly frame: PageFrame
  readonly words: PageWords
  /** The path of the same person's link for another purpose. */
  pathTo(purpose: LinkPurpose): string
}

/** What the token of a request stands for, or undefined for every kind of fault. */
export async function linked(
  source: PublicSource,
  context: Context,
  purpose: LinkPurpose,
): Promise<Linked | undefined> {
  const app = source.app()
  const link = readLinkToken(app.secrets(), purpose, context.req.param('token') ?? '')
  if (!link) return undefined
  const row = await app.db
    .selectFrom('customers')
    .select('language')
    .where('key', '=', link.customer)
    .executeTakeFirst()
  const { language, words } = wordsFor(row?.language ?? null, app.shop.languages)
  return {
    app,
    ctx: app.at(source.now()),
    link,
    frame: { shop: app.shop.name, language },
    words,
    pathTo: (other) => `/${other}/${linkToken(app.secrets(), { ...link, purpose: other })}`,
  }
}
