import type { Context } from 'hono'
import { dressed, type Look } from '../../render/index.ts'
import type { Asked, Show } from './asked.ts'

/** The look in which an email is dressed for a way of showing it. */
export const looks: Partial<Record<Show, Look>> = {
  light: 'light',
  dark: 'dark',
  forced: 'forced',
  images: 'no images',
}

/**
 * Answers with an email to be shown in a sandboxed frame (SEC-24): no script, no form, no pop-up, and nothing that it
 * names is fetched (SEC-25), but for pictures where somebody clicked for them: by the browser, which does not say from
 * where. Only our own pages may frame it.
 */
export function frameAnswer(
  context: Context,
  html: string,
  { show, pictures }: Pick<Asked, 'show' | 'pictures'>,
): Response | Promise<Response> {
  const from = pictures === 'fetched' ? 'img-src data: https:' : 'img-src data:'
  return context.html(dressed(html, looks[show] ?? 'light', pictures), 200, {
    'Content-Security-Policy': [from, ...POLICY].join('; '),
    'X-Frame-Options': 'SAMEORIGIN',
    'Referrer-Policy': 'no-referrer',
  })
}

const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin',
]
