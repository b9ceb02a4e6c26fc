import { z } from 'zod';
import { CLASSIFICATIONS, FILE_FORMATS, isDatasetId, LOGICAL_TYPES, QUALITY_METRICS } from './contract.ts';

/**
 * The part of an ODCS v3.1 document that Jingwei uses. The official schema has passed before this runs, so what can
 * still fail here is what the standard leaves open and Jingwei does not: the data classes, the names, the department.
 */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const name = z
  .string()
  .regex(NAME, 'must be made of letters, digits and _ (it is the name in the mapping and the API)');

const reference = z.union([z.string(), z.array(z.string()).min(1)]);
const relationship = z.object({
  from: reference.optional(),
  to: reference,
  customProperties: z.array(z.object({ property: z.string(), value: z.unknown() })).default([]),
});
export type RelationshipShape = z.infer<typeof relationship>;

const options = z.object({
  pattern: z.string().optional(),
  minLength: z.number().exactOptional(),
  maxLength: z.number().exactOptional(),
  minimum: z.union([z.number(), z.string()]).exactOptional(),
  maximum: z.union([z.number(), z.string()]).exactOptional(),
  exclusiveMinimum: z.union([z.number(), z.string()]).exactOptional(),
  exclusiveMaximum: z.union([z.number(), z.string()]).exactOptional(),
  multipleOf: z.number().exactOptional(),
  format: z.string().exactOptional(),
  minItems: z.number().exactOptional(),
  maxItems: z.number().exactOptional(),
  uniqueItems: z.boolean().exactOptional(),
  minProperties: z.number().exactOptional(),
  maxProperties: z.number().exactOptional(),
});

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const quality = z.object({
  type: z.string().optional(),
  metric: z.enum(QUALITY_METRICS).optional(),
  unit: z.string().optional(),
  mustBe: z.number('must be a number').optional(),
  mustNotBe: z.number('must be a number').optional(),
  mustBeGreaterThan: z.number().optional(),
  mustBeGreaterOrEqualTo: z.number().optional(),
  mustBeLessThan: z.number().optional(),
  mustBeLessOrEqualTo: z.number().optional(),
  mustBeBetween: z.tuple([z.number(), z.number()]).optional(),
  mustNotBeBetween: z.tuple([z.number(), z.number()]).optional(),
  arguments: z
    .object({
      missingValues: z.array(scalar).optional(),
      validValues: z.array(scalar).optional(),
      pattern: z.string().optional(),
      properties: z.array(z.string()).optional(),
    })
    .optional(),
});
export type QualityShape = z.infer<typeof quality>;

const column = z.object({
  id: z.string().optional(),
  name,
  physicalName: z.string().optional(),
  logicalType: z.enum(LOGICAL_TYPES).default('string'),
  logicalTypeOptions: options.default({}),
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  primaryKey: z.boolean().default(false),
  primaryKeyPosition: z.number().optional(),
  classification: z
    .enum(CLASSIFICATIONS, `must be one of ${CLASSIFICATIONS.join(', ')}`)
    .default('sensitive'),
  description: z.string().optional(),
  quality: z.array(quality).default([]),
  relationships: z.array(relationship).default([]),
});
export type ColumnShape = z.infer<typeof column>;

const object = z.object({
  name,
  physicalName: z.string().optional(),
  properties: z.array(column).min(1, 'names no column'),
  quality: z.array(quality).default([]),
  relationships: z.array(relationship).default([]),
});
export type ObjectShape = z.infer<typeof object>;

const DEPARTMENT = /^[a-z0-9][a-z0-9-]*$/;

export const contractShape = z.object({
  id: z.string().refine(isDatasetId, 'must be <department>/<dataset> in small letters, digits and hyphens'),
  name: z.string().optional(),
  version: z.string(),
  status: z.string(),
  description: z.object({ purpose: z.string().optional(), usage: z.string().optional() }).optional(),
  team: z.object(
    {
      name: z
        .string('is missing; it is the id of the department')
        .regex(DEPARTMENT, 'must be a department id'),
      description: z.string().optional(),
    },
    'must be an object with the department id as its name',
  ),
  schema: z.array(object, 'is missing; it lists the columns').min(1, 'has no object'),
  servers: z
    .array(
      z.object({
        format: z.enum(FILE_FORMATS, `must be one of ${FILE_FORMATS.join(', ')}`),
        path: z.string().optional(),
      }),
      'is missing; it names the file format',
    )
    .min(1, 'must name one server with its file format'),
  slaProperties: z
    .array(z.object({ property: z.string(), value: scalar, unit: z.string().optional() }))
    .default([]),
  customProperties: z.array(z.object({ property: z.string(), value: z.unknown() })).default([]),
});
export type ContractShape = z.infer<typeof contractShape>;

/** Just enough of a contract to see which columns have options without a type. */
export const optionsOnly = z.object({
  schema: z.array(
    z.object({
      properties: z.array(
        z.object({ logicalType: z.unknown().optional(), logicalTypeOptions: z.unknown().optional() }),
      ),
    }),
  ),
});
