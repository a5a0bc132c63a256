import { addDays, type Day } from '../calendar/index.ts'
import type { Person } from './person.ts'
import { type DemoCurrency, type HomePlace, shopZone } from './places.ts'

/**
 * The named customers of the demo: those whose email is due on `today`, whatever the day, and one of each hard case.
 * Pictures, tests and documents speak of them by id.
 */
export function cast(today: Day): Person[] {
  const people = [...dueToday(today), ...hardNames(), ...hardStates(), ...farAway()]
  return people.map((someone, index) => ({ ...nobody, id: String(4711 + index), ...someone }))
}

const zagreb = place('HR', 'Zagreb', shopZone)
const prague = place('CZ', 'Praha', 'Europe/Prague', 'CZK')

/** Subscribed from the first day, in Zagreb, with three orders. */
const nobody: Person = {
  id: '',
  email: '',
  firstName: '',
  lastName: '',
  birthday: '',
  home: zagreb,
  language: 'hr',
  signedUp: 600,
  consent: 'subscribed',
  consentSince: 600,
  bounced: undefined,
  tags: [],
  brewsWith: '',
  subscriptionLeft: undefined,
  orders: [580, 320, 40],
  steady: true,
}

type Part = Partial<Person>

/** 181 days after the last order a customer counts as lapsed for the first time. */
const LAPSES_TODAY = 181

function dueToday(today: Day): Part[] {
  const bornToday = (year: number) => `${year}${leapSafe(today).slice(4)}`
  return [
    part('Maja', 'Horvat', 'maja@kava.example', { orders: [576, 420, 260, LAPSES_TODAY], brewsWith: 'Moka pot' }),
    part('Clara', 'Bennett', 'clara@kava.example', { language: 'en', home: dublin, orders: [410, 300, LAPSES_TODAY] }),
    part('Janez', 'Zupan', 'janez@kava.example', { language: 'sl', orders: [400, LAPSES_TODAY], ...slovene }),
    part('Eliška', 'Dvořáková', 'eliska@kava.example', { language: 'cs', home: prague, orders: [LAPSES_TODAY] }),
    part('Petra', 'Marić', 'petra@kava.example', { birthday: bornToday(1988) }),
    part('Kārlis', 'Ozols', 'karlis@kava.example', { birthday: `--${today.slice(5)}`, language: 'lv', ...riga }),
    part('Tomáš', 'Němec', 'tomas@kava.example', { birthday: bornToday(1975), language: 'cs', consent: 'never' }),
    part('Ivana', 'Kralj', 'ivana@kava.example', { orders: [yearsAgo(today, 1), 90] }),
    part('Grace', 'Ward', 'grace@kava.example', { language: 'en', home: dublin, orders: [yearsAgo(today, 1), 12] }),
    part('Luka', 'Perić', 'luka@kava.example', { orders: [1], ...joined(1) }),
    part('Anže', 'Potočnik', 'anze@kava.example', { language: 'sl', orders: [1], ...joined(1), ...slovene }),
    part('Lea', 'Šimić', 'lea@kava.example', { orders: [5], ...joined(5) }),
    part('Iva', 'Grgić', 'iva@kava.example', { orders: [0], ...joined(0) }),
    part('Marko', 'Blažević', 'marko@kava.example', { orders: [200, 5] }),
    part('Vedran', 'Barišić', 'vedran@kava.example', { orders: [...monthly, 29] }),
    part('Mojca', 'Hribar', 'mojca@kava.example', { language: 'sl', orders: [...monthly, 29], ...slovene }),
    part('Markéta', 'Veselá', 'marketa@kava.example', { language: 'cs', home: prague, orders: [...monthly, 29] }),
    part('Dunja', 'Zorić', 'dunja@kava.example', { orders: [220, 14] }),
  ]
}

const slovene = { home: place('SI', 'Ljubljana', 'Europe/Ljubljana') }
const riga = { home: place('LV', 'Rīga', 'Europe/Riga') }
const dublin = place('IE', 'Dublin', 'Europe/Dublin')

/** A regular whose last bag must be empty soon. */
const monthly = [175, 146, 118, 88, 59]

/** Names that break emails: none, very long, with signs of markup, of one letter, in other scripts. */
function hardNames(): Part[] {
  const long = { firstName: 'Anamarija-Magdalena Bernardica', lastName: 'Kovačević-Podgorelec Vukotinović-Farkaš' }
  return [
    part('', '', 'no.name@example.com', { language: 'en', home: dublin, orders: [300, LAPSES_TODAY] }),
    part(long.firstName, long.lastName, 'anamarija.magdalena.bernardica.kovacevic@example.com', {}),
    part('Zoë & <Sons>', 'O’Hara "Beans"', 'zoe@example.com', { language: 'en', home: dublin }),
    part('X', '', 'x@example.com', { language: 'en' }),
    part('Luna 🌙', 'Vidović', 'luna@example.com', {}),
    part('Ελένη', 'Παπαδοπούλου', 'eleni@example.com', { language: 'el', home: place('GR', 'Αθήνα', 'Europe/Athens') }),
    part('Наталія', 'Шевченко', 'natalia@example.com', { language: 'uk', home: place('UA', 'Київ', 'Europe/Kyiv') }),
    part('נועה', 'לוי', 'noa@example.com', { language: 'he', home: place('IL', 'חיפה', 'Asia/Jerusalem', 'USD') }),
    part('ليلى', 'حداد', 'layla@example.com', { language: 'ar', home: place('AE', 'دبي', 'Asia/Dubai', 'USD') }),
    part('สมชาย', 'ใจดี', 'somchai@example.com', {
      language: 'th',
      home: place('TH', 'กรุงเทพฯ', 'Asia/Bangkok', 'USD'),
    }),
    part('花子', '山田', 'hanako@example.com', { language: 'ja', home: place('JP', '東京', 'Asia/Tokyo', 'USD') }),
    part('민준', '김', 'minjun@example.com', { language: 'ko', home: place('KR', '서울', 'Asia/Seoul', 'USD') }),
    part('小明', '王', 'xiaoming@example.com', { language: 'zh-TW', home: place('TW', '臺北', 'Asia/Taipei', 'USD') }),
  ]
}

/** Birthdays on 29 February, and everything that may keep an email from going out. */
function hardStates(): Part[] {
  return [
    part('Vesna', 'Tomić', 'vesna@example.com', { birthday: '1992-02-29' }),
    part('Jiří', 'Svoboda', 'jiri@example.com', { birthday: '--02-29', language: 'cs', home: prague }),
    part('Laura', 'Kalniņa', 'laura@example.com', { birthday: '2000-02-29', language: 'lv', ...riga }),
    part('Goran', 'Jukić', 'goran@example.com', { consent: 'never', orders: [500, LAPSES_TODAY] }),
    part('Hana', 'Oblak', 'hana@example.com', {
      consent: 'unsubscribed',
      consentSince: 20,
      orders: regular,
      ...slovene,
    }),
    part('Davor', 'Babić', 'davor@example.com', { bounced: 60, orders: [350, LAPSES_TODAY] }),
    part('Nora', 'Quinn', '', { language: 'en', home: dublin }),
    part('Rūta', 'Vītola', 'ruta@example.com', { orders: [], language: 'lv', ...joined(45), ...riga }),
  ]
}

const regular = [590, 540, 480, 420, 360, 300, 250, 200, 150, 100, 60, 25]

/** Customers whose morning is not the shop's morning. */
function farAway(): Part[] {
  const west = { language: 'en', home: place('US', 'Honolulu', 'Pacific/Honolulu', 'USD') }
  const east = { language: 'en', home: place('NZ', 'Auckland', 'Pacific/Auckland', 'USD') }
  return [
    part('Kate', 'Morgan', 'kate@example.com', { ...west, orders: [250, LAPSES_TODAY] }),
    part('Finn', 'Walsh', 'finn@example.com', { ...east, orders: [1], ...joined(1) }),
    part('Radek', 'Fiala', 'radek@example.com', { language: 'cs', home: prague, orders: regular }),
  ]
}

function part(firstName: string, lastName: string, email: string, more: Part): Part {
  return { firstName, lastName, email, ...more }
}

function joined(daysAgo: number): Part {
  return { signedUp: daysAgo, consentSince: daysAgo }
}

function place(country: string, city: string, timeZone: string, currency: DemoCurrency = 'EUR'): HomePlace {
  return { country, city, timeZone, currency }
}

/** Days since the same date `count` years earlier. */
function yearsAgo(today: Day, count: number): number {
  const then = `${Number(today.slice(0, 4)) - count}${leapSafe(today).slice(4)}`
  let days = 365 * count
  while (addDays(today, -days) > then) days += 1
  return days
}

/** 29 February has no birthday in most years: the day before stands for it. */
function leapSafe(day: Day): Day {
  return day.endsWith('-02-29') ? addDays(day, -1) : day
}
