import { type Campaign, campaignInWords, segmentsOf } from '../campaigns/index.ts'
import { htmlBytes, render, type Template } from '../render/index.ts'
import { inWords, type Segment, segmentsIn } from '../segments/index.ts'
import { inventedCustomer } from './invented-customer.ts'
import type { Programme } from './read-programme.ts'
import { nameOf, type ShopFiles } from './shop-files.ts'
import { templatesOf } from './template-uses.ts'
import { openTemplates } from './templates.ts'
import { textsOf } from './texts.ts'

/** What is said of a segment, a campaign or a template. */
export interface Shown {
  readonly name: string
  readonly kind: 'segment' | 'campaign' | 'template'
  readonly file: string
  /** English, sentence by sentence. */
  readonly sentences: readonly string[]
  /** Names of segments, paths of templates and partials. */
  readonly uses: readonly string[]
  readonly usedBy: readonly string[]
}

/** All that has a name: at most one segment, one campaign and one template, in this order. */
export async function shownOf(files: ShopFiles, programme: Programme, name: string): Promise<Shown[]> {
  const named = (one: { readonly name: string }) => one.name === name
  const template = files.templates.find((file) => nameOf(file) === name)
  return [
    ...programme.segments.filter(named).map((segment) => segmentShown(segment, programme)),
    ...programme.campaigns.filter(named).map((campaign) => campaignShown(campaign, programme)),
    ...(template ? [await templateShown(files, programme, name, template.file)] : []),
  ]
}

function segmentShown(segment: Segment, { shop, segments, campaigns }: Programme): Shown {
  const { name, file, guard, examples } = segment
  const asks = (one: Segment) => segmentsIn([one.who], shop.stages)
  const usedBy = [
    ...segments.filter((one) => asks(one).includes(name)),
    ...campaigns.filter((one) => segmentsOf(one, shop.stages).includes(name)),
  ].map((one) => one.name)
  const bounds = [
    ...(guard.dailyChange ? [`it changes by more than ${percent(guard.dailyChange.share)} in a day`] : []),
    ...(guard.size ? [`it holds more than ${percent(guard.size.share)} of all customers`] : []),
  ]
  const sentences = [
    inWords(segment),
    ...(bounds.length > 0 ? [`Campaigns that use it stop when ${bounds.join(' or ')}.`] : []),
    ...(shop.stages.includes(name) ? [`It is stage ${shop.stages.indexOf(name) + 1} of ${shop.stages.length}.`] : []),
    ...(examples.length > 0 ? [`${counted(examples.length, 'example')}: perennial test ${name}.`] : []),
  ]
  return { name, kind: 'segment', file, sentences, uses: asks(segment), usedBy }
}

function campaignShown(campaign: Campaign, { shop }: Programme): Shown {
  const templates = [...new Set(templatesOf(campaign).map(({ template }) => template))]
  const uses = [...segmentsOf(campaign, shop.stages), ...templates.map((name) => `templates/${name}.mjml`)]
  const { name, file } = campaign
  return { name, kind: 'campaign', file, sentences: campaignInWords(campaign), uses, usedBy: [] }
}

async function templateShown(files: ShopFiles, programme: Programme, name: string, file: string): Promise<Shown> {
  const { shop, campaigns } = programme
  const texts = textsOf(files, shop.languages)
  const { value } = await openTemplates(files, texts).get(name)
  const usedBy = campaigns.filter((one) => templatesOf(one).some(({ template }) => template === name))
  const partials = value ? value.uses.map(({ place }) => place.file).filter((path) => path !== file) : []
  return {
    name,
    kind: 'template',
    file,
    sentences: value ? templateInWords(value, programme) : [`${name}: cannot be read, perennial check says why.`],
    uses: [...new Set(partials)],
    usedBy: usedBy.map((one) => one.name),
  }
}

function templateInWords(template: Template, { shop }: Programme): string[] {
  const { variables, timeZone, currency } = inventedCustomer(shop)
  const [language = 'en'] = shop.languages
  const { value } = render(template, { language, timeZone, currency, purpose: 'service', variables })
  const asked = [...new Set(template.uses.map(({ path }) => path.replaceAll('.*', '')))].sort()
  const size = (htmlBytes(template.parts) / 1000).toFixed(1)
  return [
    `${template.name}: an email of ${size} KB, where Gmail cuts off at 102.4.`,
    ...(value ? [`Its subject in ${language}: ${value.subject}`, `Its preview line: ${value.preheader}`] : []),
    ...(asked.length > 0 ? [`It shows ${asked.join(', ')}.`] : []),
  ]
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} percent`
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
