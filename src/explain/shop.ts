import type { Explanation } from './explanation.ts'

/** The shop file and its surroundings. */
export const aboutTheShop: readonly Explanation[] = [
  {
    code: 'not-a-phrase',
    means: 'the setting is written in another way',
    why: 'Each setting is written in one way; the example shows it.',
    snippet: 'shop',
    wrong: 'send_at: 9 in the morning',
    right: 'send_at: 09:00 customer time',
  },
  {
    code: 'wrong-shop-goal',
    means: 'a goal is written in another way',
    why: 'A goal names one number, how it shall move or what it shall be, and by when; the example shows it.',
    snippet: 'files',
    wrong: `== perennial.yaml
shop: {name: Kava}
== goals.yaml
- churn: less next year
`,
    right: `== perennial.yaml
shop: {name: Kava}
== goals.yaml
- churn: 10 percent lower by 2027-03-31
`,
  },
  {
    code: 'missing-from',
    means: 'the shop file names no sender',
    why: 'Without a sender emails come from an address nobody owns, and most providers refuse them.',
    snippet: 'shop-without from',
    wrong: 'currency: EUR',
    right: 'from: Kava <hej@kava.example>',
  },
  {
    code: 'missing-address',
    means: "marketing needs the shop's postal address",
    why: 'The law of most countries asks for it, and every footer shows it.',
    snippet: 'files',
    wrong: `== perennial.yaml
shop: {name: Kava}
== campaigns/birthday.yaml
campaign: birthday
starts: {on_date: birthday}
steps:
  - send: hello
`,
    right: `== perennial.yaml
shop: {name: Kava, address: "Ilica 42, 10000 Zagreb"}
== campaigns/birthday.yaml
campaign: birthday
starts: {on_date: birthday}
steps:
  - send: hello
`,
  },
  {
    code: 'own-rate',
    means: "the shop's own currency needs no rate",
    why: "Amounts in the shop's own currency are not converted.",
    snippet: 'shop',
    wrong: 'rates: {EUR: 1, USD: 0.92}',
    right: 'rates: {USD: 0.92}',
  },
  {
    code: 'secret-in-file',
    means: 'a password in the shop file; put it into the environment',
    why: 'The shop file is kept in git and read by everybody. Keys and passwords come from the environment or the file .env.',
    snippet: 'shop',
    wrong: 'resend_api_key: re_0123456789abcdefghij',
    right: 'provider: outbox',
  },
  {
    code: 'wrong-setting',
    means: 'an option or variable of the environment is wrong',
    why: 'A flag or variable of the environment has a value that cannot be used.',
    snippet: 'words',
    wrong: 'perennial serve --port 99999',
    right: 'perennial serve --port 4600',
  },
]
