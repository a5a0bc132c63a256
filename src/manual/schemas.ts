import { campaignShape } from '../campaigns/index.ts'
import { shopShape } from '../config/index.ts'
import type { FileNames, Vocabulary } from '../facts/index.ts'
import { goalsShape } from '../goals/index.ts'
import { segmentShape } from '../segments/index.ts'
import { jsonSchema } from './json-schema.ts'
import { shareParts } from './share-parts.ts'

/** A file to write: its path relative to the shop's folder (or the repository), with `/`, and its text. */
export interface MadeFile {
  readonly file: string
  readonly text: string
}

/** The JSON Schemas of a shop's kinds of file, its own attributes, events and segments included. */
export function schemasOf(vocabulary: Vocabulary, names: FileNames): MadeFile[] {
  const kinds = [
    {
      name: 'segment',
      doc: 'A question about each customer, answered with yes or no.',
      shape: segmentShape(vocabulary, names),
    },
    { name: 'campaign', doc: 'Who gets which emails, and when.', shape: campaignShape(vocabulary, names) },
    { name: 'shop', doc: 'The shop, and the house rules of all campaigns.', shape: shopShape(names.segments) },
    { name: 'goals', doc: 'What the numbers of the shop shall become.', shape: goalsShape(names.segments) },
  ]
  return kinds.map(({ name, doc, shape }) => {
    const schema = shareParts(jsonSchema(`Perennial ${name}`, doc, shape))
    return { file: `schema/${name}.json`, text: `${JSON.stringify(schema, null, 1)}\n` }
  })
}
