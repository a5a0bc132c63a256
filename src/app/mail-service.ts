import type { Settings } from '../config/index.ts'
import type { Shop } from '../config/shop.ts'
import type { Setting } from '../providers/index.ts'

/** What a mail service asks for; `outbox` asks for nothing, and its room is not loaded to hear that. */
export async function serviceSettings(provider: string): Promise<readonly Setting[]> {
  if (provider === 'outbox') return []
  const { providers } = await import('../providers/index.ts')
  return providers.find(({ name }) => name === provider)?.settings ?? []
}

/** Why nothing can be sent, as a sentence with what to do, or undefined when all that is needed is there. */
export async function sendingFault(app: {
  readonly shop: Pick<Shop, 'provider'>
  readonly settings: Pick<Settings, 'service'>
}): Promise<{ readonly message: string; readonly hint: string } | undefined> {
  const { shop, settings } = app
  const asked = await serviceSettings(shop.provider)
  const missing = asked.find(({ name, need }) => need === 'needed' && settings.service[name] === undefined)
  if (!missing) return undefined
  const message = `${missing.name} is not set, and without it nothing can be sent through ${shop.provider}`
  return { message, hint: 'put it into the environment or .env; provider: outbox writes emails to files instead' }
}
