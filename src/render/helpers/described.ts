import type { helpers } from './index.ts'

/** A helper as the reference tells of it. */
export interface HelperDoc {
  readonly name: keyof typeof helpers
  /** One sentence. */
  readonly doc: string
  readonly example: string
}

const docs: Readonly<Record<keyof typeof helpers, Omit<HelperDoc, 'name'>>> = {
  t: {
    doc: "A text of `templates/locales/` in the customer's language, with values for its gaps.",
    example: '{{t "welcome-1.title" name=customer.first_name}}',
  },
  default: {
    doc: 'The first of several values that is there.',
    example: '{{default customer.first_name "there"}}',
  },
  money: {
    doc: "An amount with its currency, written as in the customer's language.",
    example: '{{money order.total}}',
  },
  date: {
    doc: "A day or an instant in the customer's language and zone; `style` is `long` unless said otherwise.",
    example: '{{date order.ordered_at style="day"}}',
  },
  number: {
    doc: "A number as the customer's language writes it, and what a coupon takes off.",
    example: '{{number customer.orders}}',
  },
  list: {
    doc: 'Several words as a part of a sentence: "beans, a filter and a cup".',
    example: '{{list items field="name"}}',
  },
  eq: { doc: 'Whether two values are the same, for `{{#if}}`.', example: '{{#if (eq customer.language "hr")}}' },
  url: {
    doc: 'An address for a link; anything but https, http, mailto and tel stops the email.',
    example: 'href="{{url links.unsubscribe}}"',
  },
}

/** Every helper with a sentence, for the reference. */
export const helperDocs: readonly HelperDoc[] = Object.entries(docs).map(([name, doc]) => ({
  name: name as keyof typeof helpers,
  ...doc,
}))
