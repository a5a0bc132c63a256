/** Flags, environment, `.env` and the shop file: what this shop and this machine want. */
export { dotenvOf, processEnvironment, type Variables } from './environment.ts'
export { readPercent, readQuietHours, readSendLimit, readSendTime } from './phrases.ts'
export { readShop, shopKeys } from './read-shop.ts'
export { hashPepper, keptPepper, linkSecret } from './secret.ts'
export { readSettings, type Settings, type SettingSources } from './settings.ts'
export type * from './shop.ts'
export { uncountedStatuses } from './shop.ts'
export { shopShape } from './shop-shape.ts'
