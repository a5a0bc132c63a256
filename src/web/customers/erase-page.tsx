import type { Context } from 'hono'
import { eraseCustomer } from '../../app/index.ts'
import { giveNotice } from '../view/notice.ts'
import type { Person } from '../view/people.ts'
import { perform } from '../view/perform.ts'
import type { View } from '../view/view.ts'
import type { WebSource } from '../web-source.ts'
import type { CustomersWord } from '../words/customers.ts'
import { customerPath } from './customer-path.ts'

/** What erasing means, and the id to type. */
export function ErasePage({ view, person }: { readonly view: View<CustomersWord>; readonly person: Person }) {
  const { say } = view
  const path = customerPath(person.id)
  if (view.masked === 'masked') return <p>{say('masked')}</p>
  return (
    <section class="card">
      <p>{say('eraseLead')}</p>
      <p>{say('eraseFiles')}</p>
      <form class="filter" method="post" action={`${path}/erase`} data-confirm={person.id}>
        <label>
          <span>{say('typeId', { id: person.id })}</span>
          <input type="text" name="confirm" required autocomplete="off" />
        </label>
        <button type="submit" class="danger">
          {say('eraseNow')}
        </button>
        <a href={path}>{say('back')}</a>
      </form>
    </section>
  )
}

/** Erases a customer whose id was typed; anything else changes nothing. */
export async function eraseNow(
  source: WebSource,
  context: Context,
  view: View<CustomersWord>,
  person: Person & { readonly key: number },
): Promise<Response> {
  const { confirm } = await context.req.parseBody()
  const path = customerPath(person.id)
  const refused = view.masked === 'masked' ? 'masked' : confirm === person.id ? undefined : 'wrongId'
  if (refused) {
    giveNotice(context, view.say(refused))
    return context.redirect(`${path}/erase`, 303)
  }
  return perform(source, context, {
    happened: 'customer erased',
    fields: { customer: person.key },
    back: '/customers',
    async work(app, { now }) {
      const { outcome } = await eraseCustomer(app, now, person.key)
      return view.say(outcome === 'erased' ? 'erased' : 'underWay')
    },
  })
}
