import { starterTemplate } from './starter-template.ts'
import type { Touchpoint } from './touchpoint.ts'

/** A file to write, relative to the shop's folder. */
export interface StarterFile {
  readonly file: string
  readonly text: string
  /** What there is already of that kind is kept and used; a campaign is never written over. */
  readonly kind: 'campaign' | 'template' | 'segment'
}

/** The files with which a moment begins: they pass check, and their words are yours to change. */
export function starterFiles({ name, starter }: Touchpoint, topic: string | undefined): readonly StarterFile[] {
  const { campaign, emails, segment } = starter
  const about = topic === undefined ? '' : `\ntopic: ${topic}`
  const ofTopic = campaign.replace('purpose: marketing', `purpose: marketing${about}`)
  return [
    {
      kind: 'campaign',
      file: `campaigns/${name}.yaml`,
      text: `${schemaOf('campaign')}campaign: ${name}\n${ofTopic}\ntags: [${name}]\n`,
    },
    ...(segment
      ? [{ kind: 'segment' as const, file: `segments/${segment.name}.yaml`, text: schemaOf('segment') + segment.text }]
      : []),
    ...emails.map((email) => ({
      kind: 'template' as const,
      file: `templates/${email.template}.mjml`,
      text: starterTemplate(email),
    })),
  ]
}

/** Editors offer what may stand there. */
function schemaOf(kind: string): string {
  return `# yaml-language-server: $schema=../schema/${kind}.json\n`
}
