import type { DemoLanguage } from './names.ts'

/** Where a customer lives and pays. */
export interface HomePlace {
  readonly country: string
  readonly city: string
  readonly timeZone: string
  readonly currency: DemoCurrency
}

export type DemoCurrency = 'EUR' | 'USD' | 'CZK'

/** The zone of the demo shop itself: its orders, days and birthdays are counted there. */
export const shopZone = 'Europe/Zagreb'

/** Places by language; a place listed twice is twice as common. */
export const places: Readonly<Record<DemoLanguage, readonly HomePlace[]>> = {
  en: [
    home('IE', 'Dublin', 'Europe/Dublin', 'EUR'),
    home('IE', 'Cork', 'Europe/Dublin', 'EUR'),
    home('MT', 'Valletta', 'Europe/Malta', 'EUR'),
    home('NL', 'Utrecht', 'Europe/Amsterdam', 'EUR'),
    home('US', 'Portland', 'America/Los_Angeles', 'USD'),
    home('US', 'Boston', 'America/New_York', 'USD'),
    home('US', 'Austin', 'America/Chicago', 'USD'),
    home('NZ', 'Wellington', 'Pacific/Auckland', 'USD'),
  ],
  hr: [
    home('HR', 'Zagreb', 'Europe/Zagreb', 'EUR'),
    home('HR', 'Zagreb', 'Europe/Zagreb', 'EUR'),
    home('HR', 'Split', 'Europe/Zagreb', 'EUR'),
    home('HR', 'Rijeka', 'Europe/Zagreb', 'EUR'),
    home('HR', 'Osijek', 'Europe/Zagreb', 'EUR'),
    home('HR', 'Šibenik', 'Europe/Zagreb', 'EUR'),
    home('BA', 'Mostar', 'Europe/Sarajevo', 'EUR'),
  ],
  sl: [
    home('SI', 'Ljubljana', 'Europe/Ljubljana', 'EUR'),
    home('SI', 'Maribor', 'Europe/Ljubljana', 'EUR'),
    home('SI', 'Koper', 'Europe/Ljubljana', 'EUR'),
    home('AT', 'Klagenfurt', 'Europe/Vienna', 'EUR'),
  ],
  cs: [
    home('CZ', 'Praha', 'Europe/Prague', 'CZK'),
    home('CZ', 'Brno', 'Europe/Prague', 'CZK'),
    home('CZ', 'Plzeň', 'Europe/Prague', 'CZK'),
    home('CZ', 'Olomouc', 'Europe/Prague', 'CZK'),
  ],
  lv: [
    home('LV', 'Rīga', 'Europe/Riga', 'EUR'),
    home('LV', 'Liepāja', 'Europe/Riga', 'EUR'),
    home('LV', 'Jūrmala', 'Europe/Riga', 'EUR'),
  ],
}

/** How many units of a currency one euro buys in the demo shop's price list. */
export const pricePerEuro: Readonly<Record<DemoCurrency, number>> = { EUR: 1, USD: 1.1, CZK: 25 }

function home(country: string, city: string, timeZone: string, currency: DemoCurrency): HomePlace {
  return { country, city, timeZone, currency }
}
