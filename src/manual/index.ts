/** The language as editors and people are told of it: JSON Schemas and the pages of the reference. */
export { referenceOf } from './reference.ts'
export { type MadeFile, schemasOf } from './schemas.ts'
