import { freshSecret } from './secrets.ts'

/** Who is let in, and under which names the pages answer. */
export interface Gate {
  /** `token`: whoever knows the address that was printed. `password`: whoever knows PERENNIAL_PASSWORD. */
  readonly key: { readonly kind: 'token' | 'password'; readonly secret: string }
  /** What the cookie holds once somebody was let in; anew at each start. */
  readonly session: string
  /** Under which origins browsers reach the pages: `http://127.0.0.1:4600`. */
  origins(): readonly string[]
  /** The public origin of pages that are open to the network, `https://…`; undefined: this computer only. */
  readonly openAt: string | undefined
}

/** The gate of pages on this computer (SEC-22, SEC-23): a token made anew at each start. */
export function localGate(port: () => number, token = freshSecret()): Gate {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  const origins = () => names.map((name) => `http://${name}:${port()}`)
  return { key: { kind: 'token', secret: token }, session: freshSecret(), origins, openAt: undefined }
}

/** The gate of pages that stand behind a proxy with a certificate (SEC-21); this computer itself may ask too. */
export function openGate(port: () => number, openAt: string, password: string): Gate {
  const local = localGate(port)
  const origins = () => [openAt, ...local.origins()]
  return { ...local, key: { kind: 'password', secret: password }, origins, openAt }
}
