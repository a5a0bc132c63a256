/** Which version of an email is better: customers by variant, what they did, and what can be said of it. */
export { begunWith, type VariantSpan } from './begun-with.ts'
export { countVariants, type VariantCounts } from './count-variants.ts'
export { type VariantGroup, type VariantResult, variantResult, type VariantTest } from './variant-result.ts'
