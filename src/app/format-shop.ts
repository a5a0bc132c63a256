import { campaignShape, readCampaign } from '../campaigns/index.ts'
import { readShop, type Shop, shopShape } from '../config/index.ts'
import { type FileNames, vocabularyOf } from '../facts/index.ts'
import { goalsShape, readGoals } from '../goals/index.ts'
import { type Checked, hasErrors, type Problem } from '../problem.ts'
import { readSegment, segmentShape } from '../segments/index.ts'
import { commentsOf, layOut, problemAt, type Shape } from '../yaml/index.ts'
import { meaningOf } from './meaning-of.ts'
import { nameOf, type ShopFiles, type SourceFile } from './shop-files.ts'

/** A file and its canonical text; without one it is broken, and the problems say how. */
export interface Formatted extends SourceFile {
  readonly formatted: string | undefined
  readonly problems: readonly Problem[]
}

/** One kind of file: its shape, and how it is read. */
interface FileKind {
  readonly shape: Shape
  read(text: string): Checked<unknown>
}

/** The canonical text of the shop file, every segment and every campaign. Nothing is written. */
export function formatShop(files: ShopFiles): Formatted[] {
  const checked = readShop(files.shop.file, files.shop.text)
  const shop = checked.value ?? checked.sketch
  const names: FileNames = { segments: files.segments.map(nameOf), templates: files.templates.map(nameOf) }
  const shopKind: FileKind = {
    shape: shopShape(names.segments),
    read: (text) => readShop(files.shop.file, text),
  }
  const first = format(files.shop, shopKind, shop)
  if (!shop) return [first]
  const vocabulary = vocabularyOf(shop)
  const reading = { vocabulary, shop, events: 'ever', segments: names.segments } as const
  const [segment, campaign] = [segmentShape(vocabulary, names), campaignShape(vocabulary, names)]
  return [
    first,
    ...files.segments.map((source) =>
      format(source, { shape: segment, read: (text) => readSegment(source.file, text, reading) }, shop),
    ),
    ...files.campaigns.map((source) =>
      format(source, { shape: campaign, read: (text) => readCampaign(source.file, text, reading) }, shop),
    ),
    ...(files.goals ? [format(files.goals, goalsKind(files.goals, shop, names.segments), shop)] : []),
  ]
}

function goalsKind({ file }: SourceFile, shop: Shop, segments: readonly string[]): FileKind {
  return { shape: goalsShape(segments), read: (text) => readGoals(file, text, { shop, segments }) }
}

/** Lays out a sound file, and looks again whether it still says the same. */
function format({ file, text }: SourceFile, kind: FileKind, shop: Shop | undefined): Formatted {
  const before = kind.read(text)
  if (!shop || before.value === undefined || hasErrors(before.problems)) {
    return { file, text, formatted: undefined, problems: before.problems }
  }
  const { value: formatted, problems } = layOut(file, text, kind.shape)
  if (formatted === undefined || formatted === text) return { file, text, formatted, problems }
  const after = kind.read(formatted)
  const same =
    after.value !== undefined &&
    meaningOf(after.value, shop) === meaningOf(before.value, shop) &&
    commentsOf(formatted).sort().join('\n') === commentsOf(text).sort().join('\n')
  return same ? { file, text, formatted, problems } : { file, text, formatted: undefined, problems: [unsafe(file)] }
}

function unsafe(file: string): Problem {
  const message = `${file} stays as it is: written the canonical way, it would read otherwise`
  return { ...problemAt(file, 'not-formatted', message), hint: 'a mistake of this program, which we would like to see' }
}
