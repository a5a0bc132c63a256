import { type HardestCase, type MadeEmail, sourceOf } from '../../app/index.ts'
import type { SoughtCustomer } from '../../insights/index.ts'
import type { Problem } from '../../problem.ts'
import { inspectEmail } from '../../render/index.ts'
import { Switch } from '../parts/switch.tsx'
import { ProblemFrame } from '../parts/problem-frame.tsx'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import { isFramed } from './asked.ts'
import { ChecksPanel } from './checks-panel.tsx'
import { Frames } from './frames.tsx'
import { InboxLine } from './inbox-line.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import type { Preview } from './load-preview.ts'
import { PictureNote } from './picture-note.tsx'
import { SourceView } from './source-view.tsx'
import { TemplateList } from './template-list.tsx'
import { TestForm } from './test-form.tsx'
import { Toolbar } from './toolbar.tsx'
import { WhyLater } from './why-panel.tsx'

/** What the page of a preview shows. */
export interface PageProps {
  readonly view: View<PreviewWord>
  readonly preview: Preview
  readonly hardest: readonly HardestCase[]
  readonly found: readonly SoughtCustomer[]
  /** Whether more fit than are shown. */
  readonly more: 'all' | 'more'
  readonly problems: readonly Problem[]
  /** The last picture that could be made, where the files are broken now. */
  readonly lastGood: MadeEmail | undefined
}

/** The templates at the left, the email in the middle, reasons and checks at the right. */
export function PreviewPage(props: PageProps) {
  const { view, preview, hardest, found, more, problems } = props
  const { email, marked } = preview
  const whole = 'failed' in email ? marked : email
  const shown = whole ?? props.lastGood
  const inspected = whole && {
    ...whole,
    purpose: preview.request.purpose,
  }
  return (
    <div class="preview" data-preview>
      <TemplateList view={view} here={preview.asked.template} />
      <div class="middle">
        <Toolbar view={view} preview={preview} hardest={hardest} found={found} more={more} />
        <div id="picture" aria-live="off">
          {'failed' in email && <Failed view={view} failed={email.failed} problems={problems} />}
          {shown && <InboxLine view={view} email={shown} />}
          {shown && <Shown {...props} email={shown} picture={whole ? 'fresh' : 'stale'} />}
        </div>
        <p
          class="soft address"
          id="address"
          role="status"
          data-hint={isFramed(preview.asked) ? view.say('clickHint') : ''}
        ></p>
        <p
          class="soft saved"
          id="saved"
          role="status"
          data-changes={`/preview/${encodeURIComponent(preview.asked.template)}/changes`}
          data-saved={view.say('saved', { ms: '{ms}' })}
        ></p>
      </div>
      <div class="side" id="side">
        <WhyLater view={view} preview={preview} />
        <ChecksPanel view={view} problems={problems} findings={inspected ? inspectEmail(inspected) : []} />
        <TestForm view={view} preview={preview} />
      </div>
      <KeysDialog view={view} />
    </div>
  )
}

function Failed({ view, failed, problems }: { view: View<PreviewWord>; failed: string; problems: readonly Problem[] }) {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return <p class="problem bad">{`✕ ${failed}`}</p>
  return (
    <>
      {errors.map((problem) => (
        <ProblemFrame
          view={view}
          problem={problem}
          source={problem.place && sourceOf(view.app.files, problem.place.file)}
        />
      ))}
    </>
  )
}

function Shown(props: PageProps & { email: MadeEmail; picture: 'fresh' | 'stale' }) {
  const { view, preview, email, picture, problems } = props
  const { asked } = preview
  const { show, template } = asked
  if (show === 'text') return <SourceView text={email.text} label={view.say('show_text')} kind="text" />
  if (show === 'html') return <SourceView text={email.html} label={view.say('show_html')} kind="code" />
  if (show !== 'mjml') {
    return (
      <>
        <Frames view={view} asked={asked} picture={picture} />
        {show !== 'images' && <PictureNote view={view} asked={asked} html={email.html} />}
      </>
    )
  }
  const own = `templates/${template}.mjml`
  const files = filesOf(view, own, problems, template)
  const file = files.find((one) => one === asked.file) ?? own
  return (
    <>
      <Switch
        view={view}
        label={view.say('files')}
        name="file"
        chosen={file}
        choices={files.map((value) => ({ value, label: value.replace('templates/', '') }))}
      />
      <SourceView text={sourceOf(view.app.files, file) ?? ''} label={file} kind="code" />
    </>
  )
}

/** The template and the partials that it includes. */
function filesOf({ app }: View<PreviewWord>, own: string, problems: readonly Problem[], template: string): string[] {
  const text = sourceOf(app.files, own) ?? ''
  const included = [...text.matchAll(/<mj-include[^>]*\bpath="([^"]+)"/g)].map(([, path = '']) => `templates/${path}`)
  const named = problems.flatMap(({ place }) => (place?.file.endsWith('.mjml') ? [place.file] : []))
  return [...new Set([own, ...included, ...named])].filter((file) => file.startsWith('templates/') && template !== '')
}
