import { anyText, type KeyShape, type MapShape, shortPhrase, wordList } from '../yaml/index.ts'

const choice: readonly KeyShape[] = [
  {
    key: 'product',
    doc: 'Products, by id, SKU or name.',
    example: 'product: KM-401',
    shape: wordList(anyText('KM-401')),
  },
  { key: 'category', doc: 'Categories.', example: 'category: [coffee, tea]', shape: wordList(anyText('tea')) },
  { key: 'brand', doc: 'Brands.', example: 'brand: Lipa', shape: wordList(anyText('Lipa')) },
]

/** `recommend:` of the shop file and of a step, as editors, `fmt` and the reference know it. */
export function recommendShape(segments: readonly string[]): MapShape {
  const segment: KeyShape = {
    key: 'for',
    doc: 'A segment: only its customers do not get it.',
    example: 'for: only-tea',
    missing: 'nobody gets it',
    shape: anyText(...segments),
  }
  return {
    is: 'map',
    keys: [
      {
        key: 'at_most',
        doc: 'How many products.',
        example: 'at_most: 4',
        missing: '4',
        shape: { is: 'value', type: 'whole number', examples: ['4', '3', '6'] },
      },
      {
        key: 'from',
        doc: 'Only these products; several keys together mean *and*, a list means *or*.',
        example: 'from: {category: [coffee, tea]}',
        missing: 'from the whole catalogue',
        shape: { is: 'map', keys: choice, layout: 'line', order: 'of keys' },
      },
      {
        key: 'none',
        doc: 'Never these products: for nobody, or not for the customers of a segment.',
        example: 'none: [{category: equipment, for: only-tea}]',
        missing: 'everything may be recommended',
        shape: {
          is: 'list',
          of: { is: 'map', keys: [...choice, segment], layout: 'line', order: 'of keys' },
          layout: 'block',
        },
      },
      {
        key: 'again',
        doc: 'When what a customer bought may be recommended to them again.',
        example: 'again: after 60 days',
        missing: 'after 60 days',
        shape: shortPhrase('never|after [0-9]+ (?:days?|weeks?)', 'after 60 days', 'never'),
      },
    ],
    layout: 'block',
    order: 'of keys',
  }
}
