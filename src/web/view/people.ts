import { createHash } from 'node:crypto'

/** Of a customer what the screens may need to call them by. */
export interface Person {
  /** The shop's own id. */
  readonly id: string
  readonly email?: string | null | undefined
  readonly first_name?: string | null | undefined
  readonly last_name?: string | null | undefined
}

/** How screens show customers: the one place where names and addresses are masked. */
export interface People {
  /** First and last name, else the address, else the id. */
  name(person: Person): string
  email(person: Person): string
  /** Any other text that tells who somebody is: a city, a birthday, the id itself. */
  hidden(text: string): string
  /** What a program said, without the addresses in it. */
  said(text: string): string
}

/** `masked`: each customer keeps an invented name of their own, so that pictures still tell people apart. */
export function peopleAs(shown: 'shown' | 'masked'): People {
  if (shown === 'masked') return { name: maskedName, email: maskedEmail, hidden, said }
  return {
    name: ({ id, email, first_name, last_name }) => [first_name, last_name].filter(Boolean).join(' ') || email || id,
    email: ({ email }) => email ?? '',
    hidden: (text) => text,
    said: (text) => text,
  }
}

const hidden = () => '•••'
const said = (text: string) => text.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, hidden)

function maskedName({ id }: Person): string {
  const number = digest(id)
  const first = FIRST[number % FIRST.length]
  const last = LAST[Math.floor(number / FIRST.length) % LAST.length]
  return `${first} ${last}`
}

function maskedEmail(person: Person): string {
  if (!person.email) return ''
  return `${maskedName(person).toLowerCase().replace(' ', '.')}@masked.example`
}

function digest(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0)
}

const FIRST = ['Ash', 'Beech', 'Birch', 'Cedar', 'Elm', 'Fir', 'Hazel', 'Holly', 'Juniper', 'Larch', 'Linden', 'Maple']
const LAST = ['Amber', 'Brook', 'Cloud', 'Dale', 'Field', 'Glade', 'Hill', 'Lake', 'Meadow', 'Moor', 'Ridge', 'Shore']
