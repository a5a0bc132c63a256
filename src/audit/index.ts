/** What a shop says at each moment of a customer's life, what is missing, and files to begin with. */
export { type Audited, auditProgramme } from './audit-programme.ts'
export { type StarterFile, starterFiles } from './starter-files.ts'
export type { Moment, Touchpoint } from './touchpoint.ts'
export { touchpoints } from './touchpoints/index.ts'
