import { createHash } from 'node:crypto'
import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'

/** What every public page needs to know of the shop. */
export type PageFrame = {
  readonly shop: string
  readonly language: string
}

/** One card on paper, readable on a phone, without scripts, pictures or foreign addresses. */
export function Page({ frame, title, children }: PropsWithChildren<{ frame: PageFrame; title: string }>) {
  return (
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} ${frame.shop}`}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main>
          <p class="shop">{frame.shop}</p>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}

const STYLE = `
*{box-sizing:border-box}
:root{--paper:#efe7dc;--card:#fffdf9;--ink:#3a2a1f;--soft:#6b5748;--line:#eadfd1;--accent:#a5421d;--on-accent:#fff}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:34rem;margin:0 auto;padding:2rem 1.6rem 2.4rem;background:var(--card);min-height:100vh}
.shop{margin:0 0 2.2rem;font:1.2rem/1.3 Georgia,"Times New Roman",serif}
h1{margin:0 0 1rem;font:2rem/1.2 Georgia,"Times New Roman",serif;text-wrap:balance;overflow-wrap:anywhere}
p{margin:0 0 1.4rem}
form{margin:0}
fieldset{margin:0 0 1.8rem;padding:0;border:0}
legend,.label{display:block;margin:0 0 .3rem;padding:0;font-weight:600}
label.row{display:flex;gap:.8rem;align-items:center;min-height:3rem;padding:.5rem 0;border-bottom:1px solid var(--line);cursor:pointer}
label.row span{overflow-wrap:anywhere}
input[type=checkbox],input[type=radio]{flex:none;width:1.35rem;height:1.35rem;margin:0;accent-color:var(--accent)}
select{width:100%;min-height:3rem;padding:.5rem .8rem;border:1px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink);font:inherit}
button{width:100%;min-height:3.3rem;padding:.8rem 1.6rem;border:0;border-radius:6px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;line-height:1.2;cursor:pointer}
button.quiet{margin-top:1rem;background:none;color:var(--accent);border:1px solid var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
a{display:inline-block;padding:.7rem 0;color:var(--accent)}
.note{margin:0 0 1.4rem;padding:.8rem 1rem;border-left:4px solid var(--accent);background:var(--paper);font-weight:600}
.after{margin:1rem 0 0}
@media(min-width:36rem){main{margin:3rem auto;min-height:0;padding:3rem 3rem 3.2rem;border-radius:10px}h1{font-size:2.3rem}}
@media(prefers-color-scheme:dark){:root{--paper:#15110e;--card:#211b17;--ink:#f0e7dc;--soft:#bcab9b;--line:#3b3029;--accent:#e9b877;--on-accent:#231710}}
`

/** The headers of every public page: this one style and forms to ourselves, nothing else; nobody keeps or frames it. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
}
