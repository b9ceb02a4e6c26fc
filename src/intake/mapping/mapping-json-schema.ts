import { z } from 'zod';
import { mappingShape } from './mapping-shape.ts';

/** The JSON Schema (draft 7, which editors' YAML support reads) of a mapping file. */
export function mappingJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(mappingShape, { target: 'draft-7', io: 'input', reused: 'ref' }),
    title: 'Jingwei mapping',
  };
}
