import type { Context } from 'hono'
import { dressed, type Look } from '../../render/index.ts'
import type { Show } from './asked.ts'

/** The look in which an email is dressed for a way of showing it. */
export const looks: Partial<Record<Show, Look>> = {
  light: 'light',
  dark: 'dark',
  forced: 'forced',
  images: 'no images',
}

/**
 * Answers with an email to be shown in a sandboxed frame (SEC-24): no script, no form, no pop-up, and nothing that it
 * names is fetched (SEC-25). Only our own pages may frame it.
 */
export function frameAnswer(context: Context, html: string, show: Show): Response | Promise<Response> {
  return context.html(dressed(html, looks[show] ?? 'light'), 200, {
    'Content-Security-Policy': POLICY,
    'X-Frame-Options': 'SAMEORIGIN',
  })
}

const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin',
].join('; ')
