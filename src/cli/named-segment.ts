import { nameOf, type ShopFiles } from '../app/index.ts'
import type { Segment } from '../segments/index.ts'
import { didYouMean } from '../yaml/index.ts'
import { exitCodes, Failure } from './failure.ts'

/** The segment of a name. An unknown one is a wrong usage; one whose file is broken needs the file mended first. */
export function namedSegment(
  { segments }: { readonly segments: readonly Segment[] },
  files: ShopFiles,
  name: string,
): Segment {
  const found = segments.find((segment) => segment.name === name)
  if (found) return found
  const written = files.segments.map(nameOf)
  if (written.includes(name)) {
    throw new Failure(`The segment ${name} cannot be read`, 'perennial check', exitCodes.problems)
  }
  const near = didYouMean(name, written)
  throw new Failure(`There is no segment "${name}"`, near ? `did you mean ${near}?` : 'perennial list segments')
}
