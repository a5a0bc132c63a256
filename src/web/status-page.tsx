import { localDay, localTime } from '../calendar/index.ts'
import type { LastRun, Status } from '../app/index.ts'
import type { Instant } from '../clock.ts'

/** The plain status page: how the machinery is doing, without any customer's data. `now` is what ages count from. */
export function StatusPage({ status, now }: { readonly status: Status; readonly now: Instant }) {
  const { shop, timeZone, lastRun, nextRun, dataFrom, outbox, problems } = status
  const at = (instant: Instant) => `${localDay(instant, timeZone)} ${localTime(instant, timeZone).slice(11, 16)}`
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="refresh" content="60" />
        <title>{shop}: Perennial</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>{shop}</h1>
          <p>
            Mail goes to <code>./outbox</code>: nothing leaves this computer. Times are on the clock of {timeZone}.
          </p>
          <dl>
            <dt>Now</dt>
            <dd>{at(now)}</dd>
            <dt>Last run</dt>
            <dd>{lastRun ? `${at(lastRun.slot)}, ${lastRun.state}` : 'none yet'}</dd>
            {lastRun?.held && <Held {...lastRun.held} />}
            <dt>Next run</dt>
            <dd>{at(nextRun)}</dd>
            <dt>Data imported</dt>
            <dd>{dataFrom === undefined ? 'never' : at(dataFrom)}</dd>
            {problems > 0 && <dt>Files</dt>}
            {problems > 0 && (
              <dd>
                {problems} {problems === 1 ? 'problem' : 'problems'}: <code>perennial check</code>
              </dd>
            )}
          </dl>
          <Messages messages={status.messages} />
          <h2>Newest emails in the outbox</h2>
          {outbox.length === 0 ? (
            <p>
              None yet. <code>perennial send</code> makes some.
            </p>
          ) : (
            <ul>
              {outbox.map(({ file, at: written }) => (
                <li>
                  {at(written)} <code>{file}</code>
                </li>
              ))}
            </ul>
          )}
        </main>
      </body>
    </html>
  )
}

/** What a run held back because it surprises by its size, and how to let it go. */
function Held({ recipients, emails }: NonNullable<LastRun['held']>) {
  const words = (number: number, one: string) => `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`
  return (
    <>
      <dt>Held</dt>
      <dd>
        <strong>{`${words(emails, 'email')} to ${words(recipients, 'customer')}`}</strong>: more than expected.{' '}
        <code>perennial plan</code> shows them, <code>perennial send --yes {recipients}</code> lets them go.
      </dd>
    </>
  )
}

function Messages({ messages }: Pick<Status, 'messages'>) {
  const states = Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1))
  if (states.length === 0) return <p>No message was planned yet.</p>
  return (
    <table>
      <caption>Messages by state</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Messages</th>
        </tr>
      </thead>
      <tbody>
        {states.map(([state, number]) => (
          <tr>
            <th scope="row">{state}</th>
            <td>{number.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 2rem 1rem }
main { max-width: 44rem; margin: auto }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem }
dt { opacity: .75 } dd { margin: 0 }
table { border-collapse: collapse; margin: 1.5rem 0 }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem }
th, td { padding: .25rem 1.5rem .25rem 0; text-align: left; font-weight: 400; border-bottom: 1px solid #8884 }
td { text-align: right; font-variant-numeric: tabular-nums }
ul { padding: 0; list-style: none } code { overflow-wrap: anywhere }
`
