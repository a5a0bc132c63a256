import { type Campaign, checkCampaigns, readCampaign, rulesOf, segmentsOf } from '../campaigns/index.ts'
import { readShop, type Shop } from '../config/index.ts'
import { type Vocabulary, vocabularyOf } from '../facts/index.ts'
import { readGoals, type ShopGoal } from '../goals/index.ts'
import type { Checked, Problem } from '../problem.ts'
import { readSegments, type Segment } from '../segments/index.ts'
import { didYouMean, problemAt, problemOn } from '../yaml/index.ts'
import { nameOf, type ShopFiles } from './shop-files.ts'
import { shopNames } from './shop-names.ts'
import { templatesOf } from './template-uses.ts'
import { unknownMentions } from './unknown-mentions.ts'

/** What the files of a shop say, read and checked: only what is sound and whose needs are sound. */
export interface Programme {
  readonly shop: Shop
  readonly vocabulary: Vocabulary
  /** Each after those it needs. */
  readonly segments: readonly Segment[]
  readonly campaigns: readonly Campaign[]
  /** What goals.yaml says; absent where there is none. */
  readonly goals?: readonly ShopGoal[]
}

/** `sketch`: what could be made of a broken shop file's rules, enough to check the templates against. */
export interface ReadProgramme extends Checked<Programme> {
  readonly sketch?: Programme
}

/**
 * Reads shop file, segments and campaigns, without a database and without compiling a template. All problems at once;
 * no value only where the shop file itself is broken.
 */
export function readProgramme(files: ShopFiles): ReadProgramme {
  const checked = readShop(files.shop.file, files.shop.text)
  const shop = checked.value ?? checked.sketch
  if (!shop) return { problems: checked.problems }
  const vocabulary = vocabularyOf(shop)
  const names = shopNames(files.shop, vocabulary)
  const segments = readSegments(files.segments, { vocabulary, events: 'ever' }, names.stages)
  const campaigns = files.campaigns.map((source) =>
    readCampaign(source.file, source.text, {
      vocabulary,
      shop,
      events: 'ever',
      segments: files.segments.map(nameOf),
    }),
  )
  const read = campaigns.flatMap(({ value }) => (value ? [value] : []))
  const problems = [...checked.problems, ...names.problems, ...segments.problems]
  const needs = read.map((campaign) => needsOf(campaign, segments.value ?? [], files, shop.stages))
  const sketches = campaigns.flatMap(({ sketch }) => (sketch ? [sketch] : []))
  const unknown = sketches.flatMap((sketch) => unknownTemplates(sketch, files.templates.map(nameOf)))
  const misnamed = new Set(
    [...needs.flat(), ...unknown].flatMap(({ code, place }) => (code === 'unknown-template' ? place?.file : [])),
  )
  // A misspelt template is no email that an example could expect: one mistake, told once.
  const own = campaigns.flatMap((campaign) => campaign.problems)
  problems.push(...own.filter(({ code, place }) => code !== 'wrong-example' || !misnamed.has(place?.file)))
  problems.push(...needs.flat(), ...unknown, ...missingAddress(shop, read), ...checkCampaigns(read))
  const rules = [...(segments.value ?? []).map(({ who }) => who), ...read.flatMap(rulesOf)]
  const goals =
    files.goals && readGoals(files.goals.file, files.goals.text, { shop, segments: files.segments.map(nameOf) })
  problems.push(...(goals?.problems ?? []))
  problems.push(...unwantedFor(shop, files.segments.map(nameOf)))
  problems.push(...unknownMentions(rules, files, shop, vocabulary))
  const usable = read.filter((_campaign, i) => needs[i]?.length === 0)
  const programme = {
    shop,
    vocabulary,
    segments: segments.value ?? [],
    campaigns: usable,
    ...(goals?.value ? { goals: goals.value } : {}),
  }
  return checked.value ? { value: programme, problems } : { sketch: programme, problems }
}

/** Segments that the shop file names under `recommend` and that are not there. */
function unwantedFor({ recommend }: Shop, written: readonly string[]): Problem[] {
  return recommend.none.flatMap(({ for: name, place }) => {
    if (name === undefined || written.includes(name)) return []
    const near = didYouMean(name, written)
    const hint = near ? `did you mean "${near}"?` : `there is no file segments/${name}.yaml`
    return [
      { ...problemOn({ place }, 'unknown-segment', `Unknown segment "${name}"`, hint), ...(near ? { try: near } : {}) },
    ]
  })
}

/** Why a campaign cannot run although its own file is right: a template that is missing, a segment that is broken. */
function needsOf(
  campaign: Campaign,
  segments: readonly Segment[],
  files: ShopFiles,
  stages: readonly string[],
): Problem[] {
  const written = files.segments.map(nameOf)
  const broken = segmentsOf(campaign, stages).filter((name) => !segments.some((segment) => segment.name === name))
  return [
    ...unknownTemplates(campaign, files.templates.map(nameOf)),
    ...broken.filter((name) => written.includes(name)).map((name) => leftOut(campaign, name)),
    ...broken.filter((name) => !written.includes(name)).map((name) => unknownSegment(campaign, name, written)),
  ]
}

function unknownTemplates(campaign: Pick<Campaign, 'steps'>, templates: readonly string[]): Problem[] {
  const missing = templatesOf(campaign).filter(({ template }) => !templates.includes(template))
  return missing.map(({ template, place }): Problem => {
    const near = didYouMean(template, templates)
    const hint = near ? `did you mean "${near}"?` : `there is no file templates/${template}.mjml`
    const message = `Unknown template "${template}"`
    const line = near ? { try: `send: ${near}` } : {}
    return { code: 'unknown-template', severity: 'error', message, hint, ...line, place }
  })
}

function leftOut(campaign: Campaign, segment: string): Problem {
  const message = `${campaign.name} is left out: it needs ${segment}, which cannot be read`
  return { ...problemAt(campaign.file, 'needs-broken', message), severity: 'warning' }
}

function unknownSegment(campaign: Campaign, name: string, written: readonly string[]): Problem {
  const near = didYouMean(name, written)
  const hint = near ? `did you mean "${near}"?` : `there is no file segments/${name}.yaml`
  return { ...problemAt(campaign.file, 'unknown-segment', `Unknown segment "${name}"`), hint }
}

/** The law asks for it and every footer shows it: without an address no marketing email could be made. */
function missingAddress(shop: Shop, campaigns: readonly Campaign[]): Problem[] {
  if (shop.address !== undefined || !campaigns.some((campaign) => campaign.purpose === 'marketing')) return []
  const problem = problemAt('perennial.yaml', 'missing-address', "Marketing emails need the shop's postal address")
  return [{ ...problem, try: `shop: {name: ${shop.name}, address: Ilica 42, 10000 Zagreb}` }]
}
