import { weekdayNames } from '../calendar/index.ts'
import { anyText, type KeyShape, type MapShape, oneWordOf, shortPhrase, wordList } from '../yaml/index.ts'
import { attributesShape, eventsShape } from './declarations-shape.ts'
import { lifetimeShape } from './lifetime-shape.ts'
import { staffShape } from './staff-shape.ts'
import { shopKeys } from './read-shop.ts'
import { predictionsShape } from './predictions-shape.ts'
import { recommendShape } from './recommend-shape.ts'
import { mailServices } from './shop-phrases.ts'

type Described = Readonly<Record<(typeof shopKeys)[number], Omit<KeyShape, 'key'>>>

const clock = '(?:customer|shop) time'
const time = '[0-9]{1,2}:[0-9]{2}'

/** The shop file as editors, `fmt` and the reference know it; `segments` are offered as stages. */
export function shopShape(segments: readonly string[]): MapShape {
  const described: Described = { ...who, ...where, ...sending, ...declared(segments), ...beyondEmails(segments) }
  const keys = shopKeys.map((key): KeyShape => ({ key, ...described[key] }))
  return { is: 'map', keys, needs: ['shop', 'time_zone', 'currency'], layout: 'block', order: 'of keys' }
}

const shop: MapShape = {
  is: 'map',
  keys: [
    { key: 'name', doc: "The shop's name.", example: 'name: Kava & Mlin', shape: anyText() },
    {
      key: 'address',
      doc: 'The postal address, which every marketing email shows.',
      example: 'address: Ilica 42, 10000 Zagreb, Croatia',
      missing: 'no marketing email can be made',
      shape: anyText(),
    },
    {
      key: 'website',
      doc: "The shop's address on the web.",
      example: 'website: https://kava.example',
      shape: anyText(),
    },
    { key: 'logo', doc: 'The address of a picture.', example: 'logo: https://kava.example/logo.png', shape: anyText() },
  ],
  needs: ['name'],
  layout: 'block',
  order: 'of keys',
}

const who = {
  shop: { doc: 'Who you are.', example: 'shop: {name: Kava & Mlin, address: "Ilica 42, 10000 Zagreb"}', shape: shop },
  from: {
    doc: 'The sender of all emails.',
    example: 'from: Kava & Mlin <hej@kava.example>',
    missing: 'emails come from shop@shop.example, with a warning',
    shape: anyText(),
  },
  reply_to: {
    doc: 'Where answers go.',
    example: 'reply_to: hej@kava.example',
    missing: 'to the sender',
    shape: anyText(),
  },
} satisfies Partial<Described>

const where = {
  time_zone: {
    doc: 'The zone of "today" in rules and of the daily run.',
    example: 'time_zone: Europe/Zagreb',
    shape: anyText('Europe/Zagreb', 'Europe/London', 'America/New_York'),
  },
  currency: {
    doc: 'The currency of every amount in rules and reports, as an ISO 4217 code.',
    example: 'currency: EUR',
    shape: shortPhrase('[A-Z]{3}', 'EUR', 'GBP', 'USD'),
  },
  rates: {
    doc: 'What one unit of another currency is worth in yours; used once, when orders are imported.',
    example: 'rates: {USD: 0.92}',
    missing: 'orders in other currencies are rejected',
    shape: {
      is: 'map',
      keys: [],
      others: { key: 'USD', doc: 'One unit in your currency.', shape: { is: 'value', type: 'number', examples: [] } },
      layout: 'block',
      order: 'as written',
    },
  },
  languages: {
    doc: 'The languages of your emails; who has none of them gets the first that has the text.',
    example: 'languages: [en, hr]',
    missing: 'en',
    shape: wordList(anyText('en', 'hr', 'de')),
  },
  first_weekday: {
    doc: 'The day with which "this week" begins.',
    example: 'first_weekday: Monday',
    missing: 'Monday',
    shape: anyText(...weekdayNames),
  },
  leap_day: {
    doc: 'On which day those of 29 February have their birthday in other years.',
    example: 'leap_day: feb28',
    missing: 'feb28',
    shape: oneWordOf('feb28', 'mar1', 'skip'),
  },
} satisfies Partial<Described>

const sending = {
  send_at: {
    doc: 'The time of day at which emails go out unless a campaign says otherwise.',
    example: 'send_at: 09:00 customer time',
    missing: '09:00 customer time',
    shape: shortPhrase(`${time} ${clock}`, '09:00 customer time', '10:00 shop time'),
  },
  limit: {
    doc: 'How many marketing emails a customer gets at most; emails about an order do not count.',
    example: 'limit: 2 marketing emails per 7 days',
    missing: 'no limit but one a day',
    shape: shortPhrase(
      '[0-9]+ marketing emails? per (?:[0-9]+ )?(?:days?|weeks?)',
      '2 marketing emails per 7 days',
      '1 marketing email per 3 days',
    ),
  },
  quiet: {
    doc: 'Hours in which no marketing goes out.',
    example: 'quiet: 21:00 to 08:00 customer time',
    missing: 'none',
    shape: shortPhrase(`${time} to ${time} ${clock}`, '21:00 to 08:00 customer time'),
  },
  most_per_run: {
    doc: 'The most customers that one run may write to; a larger run waits until somebody confirms the number.',
    example: 'most_per_run: 5000 customers',
    missing: 'twice the median of 30 days alone',
    shape: shortPhrase('[0-9][0-9 ]*(?: customers?)?', '5000 customers'),
  },
  holdout: {
    doc: 'A share of the customers who get no marketing at all, to measure against.',
    example: 'holdout: 5 percent',
    missing: 'nobody',
    shape: shortPhrase('[0-9]+(?:\\.[0-9]+)? percent', '5 percent'),
  },
  provider: {
    doc: 'The mail service: `outbox` writes emails to files and sends nothing; `resend` and `smtp` send, with the secret in the environment.',
    example: 'provider: resend',
    missing: 'outbox',
    shape: oneWordOf(...mailServices),
  },
  tracking: {
    doc: 'What emails tell of their reading. Opens are counted only of customers who agreed to it on the preference page.',
    example: 'tracking: clicks',
    missing: 'none',
    shape: oneWordOf('none', 'clicks', 'clicks and opens'),
  },
  retention: {
    doc: 'How long opens, clicks, bounces and other reports about emails are kept; what was sent, consent and who gets nothing more stay.',
    example: 'retention: 13 months',
    missing: '13 months',
    shape: shortPhrase('[0-9]+ months?', '13 months', '25 months'),
  },
  links: {
    doc: 'The public address of unsubscribe and preference links.',
    example: 'links: https://mail.kava.example',
    missing: 'this computer',
    shape: anyText(),
  },
  test_addresses: {
    doc: 'Addresses that test emails may go to.',
    example: 'test_addresses: [test@kava.example]',
    missing: 'none',
    shape: wordList(anyText()),
  },
} satisfies Partial<Described>

function declared(segments: readonly string[]) {
  return {
    stages: {
      doc: "Segments in order: the first that holds is the customer's `stage`.",
      example: 'stages: [new, high-value, at-risk, lapsed]',
      missing: 'no stages',
      shape: wordList(anyText(...segments)),
    },
    topics: {
      doc: 'What the preference page offers: a name for campaigns, and the words that customers read.',
      example: 'topics: {offers: Offers and coupons}',
      missing: 'news',
      shape: {
        is: 'map',
        keys: [],
        others: { key: 'offers', doc: 'The words that customers read.', shape: anyText() },
        layout: 'block',
        order: 'as written',
      },
    },
    counted_statuses: {
      doc: 'The statuses whose orders count.',
      example: 'counted_statuses: [paid, shipped]',
      missing: 'all but cancelled, voided, failed and pending',
      shape: wordList(anyText('paid', 'shipped', 'completed')),
    },
    attributes: {
      doc: 'Columns of your own in the customers file; rules ask for them by name.',
      example: 'attributes: {shoe_size: {type: number, description: European size}}',
      missing: 'none',
      shape: attributesShape,
    },
    events: {
      doc: 'Events of your own; rules ask for them by name.',
      example: 'events: {viewed: {filters: {category: text, price: money}}}',
      missing: 'none',
      shape: eventsShape,
    },
  } satisfies Partial<Described>
}

/** What else is reckoned, told and shown. */
function beyondEmails(segments: readonly string[]) {
  return {
    lifetime: {
      doc: 'What lifetime values of customers are reckoned with; `perennial report` and the page of retention show them.',
      example: 'lifetime: {margin: 30 percent, acquisition_cost: 10 EUR, years: 3}',
      missing: 'only values that need none of it are shown',
      shape: lifetimeShape,
    },
    predictions: {
      doc: 'What the facts of predictions are about: `alive_probability`, `expected_orders`, `lifetime_value`, `next_order_expected`.',
      example: 'predictions: {horizon: 365 days, next_order: model}',
      missing: 'a year ahead, and the next order by the rhythm of each customer',
      shape: predictionsShape,
    },
    staff: {
      doc: 'What people of the shop are told by email; none of it goes to customers or counts among their emails.',
      example: 'staff: {alerts: care@shop.example, at_most: 5 a day}',
      missing: 'nobody is told',
      shape: staffShape,
    },
    recommend: {
      doc: 'What emails recommend and what not; a step says more with a `recommend` of its own.',
      example: 'recommend: {none: [{category: gift cards}], again: after 60 days}',
      missing: 'four products of the whole catalogue, none that was bought within 60 days',
      shape: recommendShape(segments),
    },
  } satisfies Partial<Described>
}
