import { type HardestCase, nameOfUse, usesOfTemplate } from '../../app/index.ts'
import type { SoughtCustomer } from '../../insights/index.ts'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import { type Asked, isFramed, shows, widths } from './asked.ts'
import { CustomerPicker } from './customer-picker.tsx'
import type { Preview } from './load-preview.ts'
import { following, Switch } from '../parts/switch.tsx'

interface ToolbarProps {
  readonly view: View<PreviewWord>
  readonly preview: Preview
  readonly hardest: readonly HardestCase[]
  readonly found: readonly SoughtCustomer[]
  /** Whether more fit than are shown. */
  readonly more: 'all' | 'more'
}

/** As whom, on which day, in which language and version, and how it is shown: each a link or a form. */
export function Toolbar({ view, preview, hardest, found, more }: ToolbarProps) {
  const { say } = view
  const { asked, around } = preview
  return (
    <div class="toolbar">
      <div class="bar">
        <CustomerPicker view={view} preview={preview} hardest={hardest} found={found} more={more} />
        <Neighbour view={view} id={around.before} sign="‹" label={say('before')} letter="p" />
        <Neighbour view={view} id={around.after} sign="›" label={say('after')} letter="n" />
        <DayForm view={view} asked={asked} />
        <Uses view={view} preview={preview} />
        <Languages view={view} preview={preview} />
        <Versions view={view} preview={preview} />
      </div>
      <div class="bar">
        <Shows view={view} preview={preview} />
        {isFramed(asked) && asked.language !== 'all' && <WidthsSwitch view={view} asked={asked} />}
        <button type="button" class="keys" data-key="?" data-keys aria-haspopup="dialog">
          {say('keys')} <kbd>?</kbd>
        </button>
      </div>
    </div>
  )
}

function WidthsSwitch({ view, asked }: { view: View<PreviewWord>; asked: Asked }) {
  const next = following(widths, asked.widths)
  return (
    <Switch
      view={view}
      label={view.say('widths')}
      name="widths"
      chosen={asked.widths}
      choices={widths.map((value) => ({ value, label: view.say(value), key: value === next ? 'w' : undefined }))}
      without={['find']}
    />
  )
}

function Neighbour(props: {
  view: View<PreviewWord>
  id: string | undefined
  sign: string
  label: string
  letter: string
}) {
  const { view, id, sign, label, letter } = props
  if (id === undefined) {
    return (
      <span class="step off" aria-hidden="true">
        {sign}
      </span>
    )
  }
  return (
    <a class="step" href={withParams(view.url, { as: id, find: undefined })} title={label} data-key={letter}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{label}</span>
    </a>
  )
}

function DayForm({ view, asked }: { view: View<PreviewWord>; asked: Asked }) {
  const kept = [...view.url.searchParams].filter(([name]) => !['on', 'find', 'as'].includes(name))
  return (
    <form class="day" method="get" action={view.url.pathname} data-at-once>
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="as" value={asked.as} />
      <label>
        <span>{view.say('on')}</span>
        <input type="date" name="on" value={asked.on} required />
      </label>
      <button type="submit">{view.say('go')}</button>
    </form>
  )
}

/** Which of the steps that send the template: each has its own conditions, versions and coupon. */
function Uses({ view, preview }: { view: View<PreviewWord>; preview: Preview }) {
  const uses = usesOfTemplate(view.app.campaigns, preview.asked.template).map(nameOfUse)
  if (uses.length < 2) return null
  return (
    <Switch
      view={view}
      label={view.say('uses')}
      name="use"
      chosen={preview.use && nameOfUse(preview.use)}
      without={['version', 'find']}
      choices={uses.map((value) => ({ value, label: value.replace('/', ' / ') }))}
    />
  )
}

function Languages({ view, preview }: { view: View<PreviewWord>; preview: Preview }) {
  const { app, say } = view
  const { language } = preview.asked
  const own = preview.around.customer.language ?? app.shop.languages[0] ?? 'en'
  const values = [undefined, ...app.shop.languages, 'all']
  const next = following(values, language)
  return (
    <Switch
      view={view}
      label={say('language')}
      name="in"
      chosen={language}
      choices={values.map((value) => ({
        value,
        label: value === undefined ? say('own', { language: own }) : value === 'all' ? say('all') : value,
        key: value === next ? 'l' : undefined,
      }))}
      without={['find']}
    />
  )
}

function Versions({ view, preview }: { view: View<PreviewWord>; preview: Preview }) {
  const versions = preview.use?.step.variants ?? []
  if (versions.length < 2) return null
  return (
    <Switch
      view={view}
      label={view.say('version')}
      name="version"
      chosen={preview.request.variant ?? undefined}
      choices={versions.map(({ name }) => ({ value: name, label: name }))}
      without={['find']}
    />
  )
}

const DARKS = ['light', 'dark', 'forced'] as const

function Shows({ view, preview }: { view: View<PreviewWord>; preview: Preview }) {
  const { show } = preview.asked
  const dark = DARKS.find((one) => one === show)
  const keys = new Map<string, string>([
    [dark === undefined ? 'dark' : (following(DARKS, dark) ?? 'dark'), 'd'],
    [show === 'text' ? 'light' : 'text', 't'],
  ])
  return (
    <Switch
      view={view}
      label={view.say('show')}
      name="show"
      chosen={show}
      without={['file', 'find']}
      choices={shows.map((value) => ({ value, label: view.say(`show_${value}`), key: keys.get(value) }))}
    />
  )
}
