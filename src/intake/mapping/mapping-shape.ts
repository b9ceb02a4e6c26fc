import { z } from 'zod';
import { ATTRIBUTE_KINDS } from '../../standardise/value.ts';
import { describeUnknown } from '../contract/nearest-word.ts';
import { ENTITY_KINDS } from '../mapped.ts';

/**
 * The mapping as it is written (YAML). Every object is strict: a key that the language does not know is refused with
 * the one that was probably meant. The descriptions reach editors through the JSON Schema made from this.
 */
function strict<S extends z.ZodRawShape>(shape: S, description: string) {
  const known = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `${issue.keys?.join(', ')} is not a key here; ${describeUnknown(issue.keys?.[0] ?? '', known)}`
          : undefined,
    })
    .describe(description);
}

const columnName = z
  .string()
  .min(1)
  .describe('Logical name of a column; inside `each`, item or item.<field>');
const scalarText = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .describe('A text; numbers and true/false are taken as they are written');

const SOURCE_KEYS = {
  column: columnName.optional(),
  literal: scalarText.optional().describe('A fixed text'),
  get join() {
    return z.array(value).min(1).optional().describe('Values put together; blank ones are left out');
  },
  separator: z.string().optional().describe('Between the joined values; nothing by default'),
  pattern: z
    .string()
    .optional()
    .describe('Regular expression: its first group, or the whole match, is the value; no match is no value'),
  map: z
    .record(z.string(), scalarText)
    .optional()
    .describe('Replaces whole values; others stay. An empty text means no value'),
};

const valueObject = strict(SOURCE_KEYS, 'A value: one of column, literal or join');
export type ValueObjectShape = {
  readonly column?: string | undefined;
  readonly literal?: string | undefined;
  readonly join?: readonly ValueShape[] | undefined;
  readonly separator?: string | undefined;
  readonly pattern?: string | undefined;
  readonly map?: Readonly<Record<string, string>> | undefined;
};
export type ValueShape = string | ValueObjectShape;
const value: z.ZodType<ValueShape> = z.lazy(() => z.union([columnName, valueObject])).meta({ id: 'Value' });

const period = strict(
  {
    from: value.optional().describe('Start; absent or blank: open'),
    to: value.optional().describe('End, exclusive for instants; a day counts to its end; blank: open'),
    at: value.optional().describe('One moment, instead of from and to'),
  },
  'A period, half open',
);
export type PeriodShape = z.infer<typeof period>;

const location = strict(
  { longitude: value, latitude: value },
  "Where it is, in the contract's coordinateSystem",
);
export type LocationShape = z.infer<typeof location>;

const condition = strict(
  {
    column: columnName,
    equals: scalarText.optional(),
    in: z.array(scalarText).min(1).optional(),
    pattern: z.string().optional().describe('Regular expression that the text must contain'),
    present: z.boolean().optional().describe('Whether the cell must have (true) or lack (false) a value'),
  },
  'A condition on one column',
);
export type ConditionShape = z.infer<typeof condition>;
const when = z.union([condition, z.array(condition).min(1)]).describe('All must hold');

const each = z
  .union([columnName, strict({ column: columnName, split: z.string().min(1) }, 'Pieces of a cell')])
  .describe('rows, a column that holds a list, or pieces of a cell: one mention for each');
export type EachShape = z.infer<typeof each>;

const attribute = strict(
  {
    ...SOURCE_KEYS,
    kind: z
      .enum(ATTRIBUTE_KINDS, {
        error: (issue) =>
          `${String(issue.input)} is not an attribute kind; ${describeUnknown(String(issue.input), [...ATTRIBUTE_KINDS])}`,
      })
      .describe('How the value is standardised and compared'),
    scheme: z.string().optional().describe('Scheme of an identifier, e.g. cn.resident-id'),
    list: z.string().optional().describe('Code list of a code'),
    split: z.string().min(1).optional().describe('Separator of several values in one cell'),
    each: each.optional().describe('A column that holds a list, or pieces of a cell: a value for each'),
    period: period.optional().describe('When the value held'),
  },
  'An attribute of a mention',
);
export type AttributeShape = z.infer<typeof attribute>;

export const mentionShape = strict(
  {
    kind: z.enum(ENTITY_KINDS, `must be one of ${ENTITY_KINDS.join(', ')}`),
    type: z.string().min(1).optional().describe('Finer type, e.g. vehicle'),
    when: when.optional(),
    each: each.optional(),
    item: z
      .union([value, z.array(value).min(1)])
      .optional()
      .describe('What tells the items of `each` apart; never a position'),
    attributes: z.record(z.string(), z.union([attribute, z.array(attribute).min(1)])),
    location: location.optional(),
    period: period.optional(),
  },
  'A mention: one person, organisation, thing, place or event in one role',
);
export type MentionShape = z.infer<typeof mentionShape>;

const relation = strict(
  {
    type: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be in capitals, e.g. LOCATED_AT'),
    from: z.string(),
    to: z.string(),
    period: period.optional(),
    during: z.string().optional().describe('record, or a role: the relation holds as long as that'),
    when: when.optional(),
  },
  'A relation between two roles',
);

const record = strict(
  {
    key: z.array(columnName).min(1).optional().describe('Columns whose values tell records apart'),
    location: location.optional(),
    period: period.optional(),
    operation: strict(
      { column: columnName, end: z.array(scalarText).min(1) },
      'Rows whose column has one of these texts end the record (INCREMENT)',
    ).optional(),
  },
  'How rows make a record',
);

export const mappingShape = strict(
  {
    contract: strict({ file: z.string(), object: z.string() }, 'The contract beside this file'),
    delivery: z.enum(['FULL', 'INCREMENT'], 'must be FULL or INCREMENT'),
    oneRecordPerEntity: z
      .boolean()
      .default(false)
      .describe('Two records are never one entity: the one that the first of the mentions names'),
    leads: z.array(z.string()).default([]).describe('Attributes for which this department leads'),
    record: record.default({}),
    mentions: z.record(z.string(), mentionShape),
    relations: z.array(relation).default([]),
  },
  'How the rows of a dataset become records, mentions and relations',
);
export type MappingShape = z.infer<typeof mappingShape>;
