import type { Problem } from '../problem.ts'
import { problemOn, type YamlNode } from '../yaml/index.ts'

/** Keys under which people put secrets, and the environment variable where each belongs. */
const SECRET_KEYS: readonly (readonly [RegExp, string])[] = [
  [/^(resend_)?(api_?key)$/i, 'RESEND_API_KEY'],
  [/webhook_?secret/i, 'RESEND_WEBHOOK_SECRET'],
  [/^(smtp_(url|password|pass|user)|password|passwd)$/i, 'SMTP_URL'],
  [/^(database(_url)?|db(_url)?)$/i, 'DATABASE_URL'],
  [/^(perennial_)?(secret|token|private_?key)$/i, 'PERENNIAL_SECRET'],
]

/** A Resend key, or an address with a password in it. */
const SECRET_VALUE = /^re_[A-Za-z0-9_]{16,}$|:\/\/[^\s/:@]+:[^\s/@]+@/

/** A problem for each secret of the shop file, which is kept in git: secrets come from the environment. */
export function secretsIn(node: YamlNode): Problem[] {
  if (node.kind === 'list') return node.items.flatMap(secretsIn)
  if (node.kind === 'scalar') return SECRET_VALUE.test(node.text) ? [secret(node, 'PERENNIAL_SECRET')] : []
  return node.entries.flatMap((entry) => {
    const variable = SECRET_KEYS.find(([key]) => key.test(entry.key))?.[1]
    return variable ? [secret({ place: entry.keyPlace }, variable)] : secretsIn(entry.value)
  })
}

function secret(node: Pick<YamlNode, 'place'>, variable: string): Problem {
  const message = 'A secret does not belong in this file, which everybody may read'
  return { ...problemOn(node, 'secret-in-file', message, `put it into the environment or .env as ${variable}`) }
}
