import { Document } from '../view/document.tsx'
import { languageIn, sayIn } from '../words/index.ts'
import { gateWords } from '../words/gate.ts'

/** Asks for the token or the password; tells nothing about the shop. */
export function SignIn(props: {
  readonly kind: 'token' | 'password'
  readonly state: 'asked' | 'wrong' | 'wait'
  /** The page to lead on to. */
  readonly to: string
  readonly accepted: string | undefined
}) {
  const language = languageIn(props.accepted) ?? 'en'
  const say = sayIn(gateWords, language)
  return (
    <Document language={language} theme="auto" title="Perennial">
      <main class="sign-in">
        <h1>Perennial</h1>
        <p>{say(props.kind)}</p>
        {props.state !== 'asked' && <p role="alert">{say(props.state)}</p>}
        <form method="post" action="/sign-in">
          <input type="hidden" name="to" value={props.to} />
          <label for="key">{say(`${props.kind}Label`)}</label>
          <input id="key" name="key" type="password" autocomplete="current-password" required />
          <button class="main" type="submit">
            {say('enter')}
          </button>
        </form>
      </main>
    </Document>
  )
}
