import { anyText, type KeyShape, type MapShape, oneWordOf } from '../yaml/index.ts'
import { declaredTypes } from './declarations.ts'

const description: KeyShape = {
  key: 'description',
  doc: 'One sentence, shown by `perennial facts` and in editors.',
  example: 'description: How the customer makes coffee at home',
  shape: anyText(),
}

const attribute: MapShape = {
  is: 'map',
  keys: [
    {
      key: 'type',
      doc: 'What rules can ask of it.',
      example: 'type: text',
      shape: oneWordOf(...declaredTypes.attribute),
    },
    description,
  ],
  needs: ['type'],
  layout: 'line',
  order: 'of keys',
}

const filters: MapShape = {
  is: 'map',
  keys: [],
  others: { key: 'price', doc: 'What rules can ask of it.', shape: oneWordOf(...declaredTypes.filter) },
  layout: 'line',
  order: 'as written',
}

const event: MapShape = {
  is: 'map',
  keys: [
    description,
    {
      key: 'filters',
      doc: 'What is known of each such event: a name and its type.',
      example: 'filters: {category: text, price: money}',
      shape: filters,
    },
  ],
  empty: 'allowed',
  layout: 'line',
  order: 'of keys',
}

/** `attributes:` of the shop file. */
export const attributesShape: MapShape = {
  is: 'map',
  keys: [],
  others: { key: 'shoe_size', doc: "An attribute of the shop's own.", shape: attribute },
  layout: 'block',
  order: 'as written',
}

/** `events:` of the shop file. */
export const eventsShape: MapShape = {
  is: 'map',
  keys: [],
  others: { key: 'viewed', doc: "An event of the shop's own.", shape: event },
  layout: 'block',
  order: 'as written',
}
