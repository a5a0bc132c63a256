import type { YamlNode } from './node.ts'

/**
 * What may stand at a place of a file, as data: the canonical text of `fmt`, the JSON Schemas for editors and the pages
 * of the reference are all made from it.
 */
export type Shape = ValueShape | ListShape | MapShape | ChoiceShape | NamedShape

interface AnyShape {
  /** The one way to write a node without comments in it; undefined: as it stands. */
  canonical?(node: YamlNode): YamlNode | undefined
}

/** A single value. */
export interface ValueShape extends AnyShape {
  readonly is: 'value'
  /** Text unless said otherwise; `any` also takes numbers as they are written. */
  readonly type?: 'any' | 'number' | 'whole number'
  /** Values that are understood, as they are written; the most useful first. */
  readonly examples: readonly string[]
  /** ECMA 262 pattern of a text; none: any. */
  readonly pattern?: string
  /** All that may stand here, where that is a short list. */
  readonly words?: readonly string[]
}

/** A list; `line`: in brackets on one line where it fits. */
export interface ListShape extends AnyShape {
  readonly is: 'list'
  readonly of: Shape
  readonly layout: 'block' | 'line'
}

/** Keys and values; `line`: in braces on one line where it fits. */
export interface MapShape extends AnyShape {
  readonly is: 'map'
  /** In canonical order. */
  readonly keys: readonly KeyShape[]
  /** What stands under keys that the writer invents. */
  readonly others?: KeyShape
  readonly layout: 'block' | 'line'
  /** Whether `fmt` puts the keys into their order, or leaves them as they are read. */
  readonly order: 'of keys' | 'as written'
  /** Keys that cannot be left out. */
  readonly needs?: readonly string[]
  /** Where the key alone says something, with nothing behind it. */
  readonly empty?: 'allowed'
}

/** One of several shapes, told apart by whether a value, a list or a map stands there. */
export interface ChoiceShape extends AnyShape {
  readonly is: 'choice'
  readonly of: readonly (ValueShape | ListShape | MapShape)[]
  /** Whole values to offer, as they are written: `{category: tea, within: 180 days}`. */
  readonly examples?: readonly string[]
}

/** A shape with a name, which may hold itself. */
export interface NamedShape {
  readonly is: 'named'
  readonly name: string
  shape(): Shape
}

/** A key as people and editors are told of it. */
export interface KeyShape {
  readonly key: string
  /** One sentence or two. */
  readonly doc: string
  /** The whole line: `late: at most 2 days`. */
  readonly example?: string
  /** What holds without it: a few words, or a whole sentence. */
  readonly missing?: string
  readonly shape: Shape
}

/** The shape that fits a node, without names and choices. */
export function shapeFor(node: YamlNode, shape: Shape | undefined): ValueShape | ListShape | MapShape | undefined {
  if (!shape) return undefined
  if (shape.is === 'named') return shapeFor(node, shape.shape())
  const shapes = shape.is === 'choice' ? shape.of : [shape]
  return shapes.find(({ is }) => is === (node.kind === 'scalar' ? 'value' : node.kind))
}
