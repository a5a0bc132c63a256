import { Hono } from 'hono'
import { type Choices, choose, offeredTopics, preferencesOf } from '../app/index.ts'
import { localDay } from '../calendar/index.ts'
import { pauseLengths, unsubscribe } from '../consent/index.ts'
import { linked, type Linked } from './linked.ts'
import { LeftPage } from './leave-pages.tsx'
import { PreferencesPage, type PreferencesView } from './preferences-page.tsx'
import type { PublicSource } from './public-source.ts'

/** The preference page: read by `GET`, changed by `POST` only (SEC-19). */
export function preferenceRoutes(source: PublicSource): Hono {
  const web = new Hono()
  web.get('/:token', async (context) => {
    const known = await linked(source, context, 'preferences')
    return known ? context.html(await preferencesHtml(known, 'no')) : context.notFound()
  })
  web.post('/:token', async (context) => {
    const known = await linked(source, context, 'preferences')
    if (!known) return context.notFound()
    const form = new URLSearchParams(await context.req.text())
    if (form.get('do') === 'leave') return context.html(await leave(known))
    const { app, ctx, link, words } = known
    await choose(app, ctx, link, choicesOf(form, app.shop.tracking), await topicsOf(known), words.preferences.opens)
    // The language may be another one now.
    return context.html(await preferencesHtml((await linked(source, context, 'preferences')) ?? known, 'yes'))
  })
  return web
}

async function topicsOf({ app, words }: Linked): Promise<Readonly<Record<string, string>>> {
  const offered = await offeredTopics(app)
  return Object.keys(offered).length > 0 ? offered : { news: words.preferences.allMarketing }
}

async function leave(known: Linked): Promise<string> {
  const { ctx, frame, link, words } = known
  const found = await ctx.db.selectFrom('customers').select('key').where('key', '=', link.customer).executeTakeFirst()
  if (found) await unsubscribe(ctx, link.customer, 'preference page', null, link.message)
  return `<!doctype html>${<LeftPage frame={frame} words={words} preferences={known.pathTo('preferences')} />}`
}

function choicesOf(form: URLSearchParams, tracking: string): Choices {
  const pause = form.get('pause') ?? ''
  const language = form.get('language')
  return {
    topics: new Set(form.getAll('topic')),
    ...(/^\d{1,2}$/.test(pause) ? { pause: Number(pause) } : {}),
    ...(language === null ? {} : { language }),
    ...(tracking === 'clicks and opens' ? { opens: form.get('opens') === 'given' ? 'given' : 'withdrawn' } : {}),
  }
}

async function preferencesHtml(known: Linked, saved: 'yes' | 'no'): Promise<string> {
  const { app, ctx, frame, link, words } = known
  const offered = await topicsOf(known)
  const now = await preferencesOf(ctx, link.customer, Object.keys(offered))
  const chosen = now.language ?? app.shop.languages[0] ?? 'en'
  const view: PreferencesView = {
    topics: Object.entries(offered).map(([name, label]) => ({
      name,
      words: label,
      chosen: now.topics.get(name) === 'subscribed' ? 'yes' : 'no',
    })),
    pausedUntil: now.pausedUntil > ctx.now ? dayIn(frame.language, now.pausedUntil, app.shop.timeZone) : undefined,
    pauses: pauseLengths,
    languages: app.shop.languages.map((tag) => ({ tag, name: nameOf(tag), chosen: tag === chosen ? 'yes' : 'no' })),
    opens: app.shop.tracking === 'clicks and opens' ? now.opens : undefined,
    saved,
  }
  return `<!doctype html>${<PreferencesPage frame={frame} words={words} view={view} />}`
}

/** `22. studenoga 2026.` for `2026-11-22`. */
function dayIn(language: string, instant: number, timeZone: string): string {
  const day = Date.parse(`${localDay(instant, timeZone)}T12:00:00Z`)
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day)
}

/** A language by the name its own speakers know it by. */
function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
