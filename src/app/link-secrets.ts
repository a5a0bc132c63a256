import { keptLinkSecret } from '../config/index.ts'
import { adoptSecret, proveSecrets, type SecretState, secretState } from '../consent/index.ts'
import type { App } from './open-app.ts'

/** What has secrets that sign links. */
type Signing = Pick<App, 'db' | 'dir' | 'settings' | 'secrets'>

/** Whether this machine accepts the links of all emails its database knows of. */
export function secretStateOf(app: Omit<Signing, 'secrets'>): Promise<SecretState> {
  return secretState(app, keptSecrets(app))
}

/**
 * Throws `DatabaseProblem` where links were signed with a secret that this machine does not know. Otherwise its own, made
 * where there is none, is noted as one that signs.
 */
export async function assureSecrets(app: Signing): Promise<void> {
  const state = await secretStateOf(app)
  await proveSecrets(app, state === 'strange' || state === 'missing' ? keptSecrets(app) : app.secrets())
}

/** The secrets of before are lost or given up: this machine's signs, and only with it links are accepted. */
export function takeNewSecret(app: Signing): Promise<void> {
  return adoptSecret(app, app.secrets()[0])
}

/** Those of this machine, without making one: what signs, and the former ones. */
function keptSecrets({ dir, settings }: Omit<Signing, 'secrets'>): readonly string[] {
  const kept = keptLinkSecret(dir, settings.secret)
  return kept === undefined ? settings.oldSecrets : [kept, ...settings.oldSecrets]
}
