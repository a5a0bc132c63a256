import type { Instant } from '../../clock.ts'
import { Switch } from '../parts/switch.tsx'
import { languageNames, languages } from '../words/index.ts'
import { Document } from './document.tsx'
import type { Page, Scene } from './view.ts'
import type { TopBar } from './top-bar.ts'

interface LayoutProps {
  readonly scene: Scene
  readonly page: Page
  readonly bar: TopBar
  /** What the change that led here did. */
  readonly notice: string | undefined
}

/** Every page: skip link, top bar, navigation, one `h1`, the content, and the look at the foot. */
export function Layout({ scene, page, bar, notice }: LayoutProps) {
  const { frame } = scene
  return (
    <Document language={scene.language} theme={scene.theme} title={`${page.title} · ${bar.shop}`}>
      <a class="skip" href="#content">
        {frame('skip')}
      </a>
      <header class="top">
        <a class="shop" href="/">
          {bar.shop}
        </a>
        <State scene={scene} bar={bar} />
        <Menu scene={scene} />
      </header>
      <main id="content" tabindex={-1}>
        <div class="title">
          <h1>{page.title}</h1>
          {page.actions && (
            <div class="actions" id="actions">
              {page.actions}
            </div>
          )}
        </div>
        {page.lead && <p class="lead">{page.lead}</p>}
        <div id="live" role="status" aria-live="polite">
          {notice && <p class="notice">{notice}</p>}
        </div>
        {page.body}
      </main>
      <Look scene={scene} />
    </Document>
  )
}

function State({ scene, bar }: Pick<LayoutProps, 'scene' | 'bar'>) {
  const { frame, format, app } = scene
  const { dataFrom } = bar
  const test = bar.provider === 'outbox'
  return (
    <ul class="state">
      <li title={dataFrom === undefined ? undefined : format.instant(dataFrom)}>{dataText(scene, dataFrom)}</li>
      <li title={app.shop.timeZone}>{frame('nextRun', { at: format.near(bar.nextRun) })}</li>
      <li class={test ? 'test' : 'real'}>{frame(test ? 'testMode' : 'live', { provider: bar.provider })}</li>
      {bar.problems > 0 && (
        <li class="bad">
          <a href="/#problems">✕ {frame('problems', { n: bar.problems })}</a>
        </li>
      )}
      {scene.openAt !== undefined && <li class="warn">! {frame('open', { address: scene.openAt })}</li>}
      {scene.masked === 'masked' && <li>{frame('masked')}</li>}
    </ul>
  )
}

function dataText({ frame, format, ctx }: Scene, from: Instant | undefined): string {
  if (from === undefined) return frame('noData')
  return ctx.now - from < A_MINUTE ? frame('dataFresh') : frame('dataAge', { age: format.ago(from) })
}

const A_MINUTE = 60_000

function Menu({ scene }: Pick<LayoutProps, 'scene'>) {
  const { pathname } = scene.url
  const isHere = (path: string) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))
  return (
    <nav aria-label={scene.frame('menu')}>
      {scene.screens.map(({ path, word }) => (
        <a href={path} aria-current={isHere(path) ? 'page' : undefined}>
          {scene.frame(word)}
        </a>
      ))}
    </nav>
  )
}

function Look({ scene }: Pick<LayoutProps, 'scene'>) {
  const { frame } = scene
  return (
    <footer class="foot" id="look">
      <span>{frame('zone', { zone: scene.app.shop.timeZone })}</span>
      <div class="look">
        {frame('theme')}
        <Switch
          view={scene}
          label={frame('theme')}
          name="theme"
          chosen={scene.theme}
          choices={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: frame(value) }))}
        />
      </div>
      <div class="look">
        {frame('language')}
        <Switch
          view={scene}
          label={frame('language')}
          name="lang"
          chosen={scene.language}
          choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      </div>
      {scene.openAt !== undefined && (
        <form method="post" action="/sign-out">
          <button type="submit">{frame('signOut')}</button>
        </form>
      )}
    </footer>
  )
}
