import {
  type ChoiceShape,
  type KeyShape,
  type ListShape,
  type MapShape,
  parseYaml,
  type Shape,
  type ValueShape,
  type YamlNode,
} from '../yaml/index.ts'

/** A JSON Schema (draft-07) with the additions that yaml-language-server understands. */
export type JsonSchema = { readonly [key: string]: Json }

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

type Definitions = Map<string, JsonSchema>

/** The schema of a kind of file, with its named shapes as definitions. */
export function jsonSchema(title: string, description: string, shape: Shape): JsonSchema {
  const definitions: Definitions = new Map()
  const schema = schemaOf(shape, definitions)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    description,
    ...schema,
    definitions: Object.fromEntries(definitions),
  }
}

function schemaOf(shape: Shape, definitions: Definitions): JsonSchema {
  switch (shape.is) {
    case 'value':
      return withExamples(valueSchema(shape), shape.examples)
    case 'list':
      return listSchema(shape, definitions)
    case 'map':
      return mapSchema(shape, definitions)
    case 'choice':
      return choiceSchema(shape, definitions)
    case 'named': {
      const name = shape.name.replaceAll(' ', '-')
      if (!definitions.has(name)) {
        definitions.set(name, {})
        definitions.set(name, schemaOf(shape.shape(), definitions))
      }
      return { $ref: `#/definitions/${name}` }
    }
    default:
      return shape satisfies never
  }
}

/**
 * One schema for a value, a list and a map: what stands there decides which of its words count. Lists and maps go below
 * `allOf`, or the server would put a dash behind the key of each fact that also takes a list.
 */
function choiceSchema(shape: ChoiceShape, definitions: Definitions): JsonSchema {
  const examples = shape.examples ?? shape.of.flatMap((one) => (one.is === 'value' ? one.examples : []))
  const value = shape.of.find((one) => one.is === 'value')
  const others = shape.of.flatMap((one) => (one.is === 'value' ? [] : [schemaOf(one, definitions)]))
  const { type, errorMessage, ...rest } = value ? valueSchema({ ...value, examples }) : { type: [] }
  const types = [type ?? [], ...others.map((one) => one.type ?? [])].flat()
  const all = others.map(({ type: _, ...one }) => one)
  // The server would show the message for an unknown key too, where its own words say more.
  const quiet = errorMessage === undefined || shape.of.some(({ is }) => is === 'map')
  return withExamples(
    {
      type: [...new Set(types)],
      ...rest,
      ...(quiet ? {} : { errorMessage }),
      ...(all.length > 0 ? { allOf: all } : {}),
    },
    examples,
  )
}

function valueSchema({ type, pattern, words, examples }: ValueShape): JsonSchema {
  const wrong = examples.length > 0 ? `Write for example: ${examples.slice(0, 4).join(', ')}` : undefined
  const types = { any: ['string', 'number'], number: 'number', 'whole number': 'integer' }
  return {
    type: type ? types[type] : 'string',
    ...(words ? { enum: words } : {}),
    ...(pattern === undefined ? {} : { pattern }),
    ...(wrong === undefined ? {} : { errorMessage: wrong, patternErrorMessage: wrong }),
  }
}

function listSchema({ of }: ListShape, definitions: Definitions): JsonSchema {
  return { type: 'array', minItems: 1, items: schemaOf(of, definitions) }
}

function mapSchema(shape: MapShape, definitions: Definitions): JsonSchema {
  const property = ({ shape: value, ...key }: KeyShape): JsonSchema => ({
    ...told(key, phrasesOf(value)),
    ...schemaOf(value, definitions),
  })
  return {
    type: shape.empty ? ['object', 'null'] : 'object',
    properties: Object.fromEntries(shape.keys.map((key) => [key.key, property(key)])),
    additionalProperties: shape.others ? property(shape.others) : false,
    ...(shape.needs ? { required: shape.needs } : {}),
  }
}

/** What hover and completion show of a key. */
function told({ key, doc, example, missing }: Omit<KeyShape, 'shape'>, phrases: readonly string[]): JsonSchema {
  if (doc === '') return {}
  const others = phrases.filter((phrase) => example !== `${key}: ${phrase}`)
  const parts = [
    doc,
    ...(example === undefined ? [] : [`\`${example}\``]),
    ...(missing === undefined ? [] : [missing.endsWith('.') ? missing : `Without it: ${missing}.`]),
    ...(others.length === 0 ? [] : [`Also: ${others.map((phrase) => `\`${phrase}\``).join(', ')}`]),
  ]
  return { title: key, description: doc, markdownDescription: parts.join('\n\n') }
}

/** Values to offer: snippets, because the server lists every `examples` below each other where the mouse rests. */
function withExamples(schema: JsonSchema, examples: readonly string[]): JsonSchema {
  if (schema.enum || examples.length === 0) return schema
  return { ...schema, defaultSnippets: examples.map((text) => ({ label: text, body: valueIn(text, schema) })) }
}

/** Phrases of a key beside its own example. */
function phrasesOf(shape: Shape): readonly string[] {
  if (shape.is === 'value') return shape.words ? [] : shape.examples
  return shape.is === 'choice' ? (shape.examples ?? []).filter((phrase) => !phrase.startsWith('{')) : []
}

/** An example as data: text, or what its brackets hold. */
function valueIn(text: string, { type }: JsonSchema): Json {
  if (type === 'integer' || type === 'number') return Number(text)
  const { value } = /^[[{]/.test(text) ? parseYaml('', `x: ${text}\n`) : { value: undefined }
  return value?.kind === 'map' && value.entries[0] ? dataOf(value.entries[0].value) : text
}

function dataOf(node: YamlNode): Json {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'list') return node.items.map(dataOf)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, dataOf(value)]))
}
