import { ON_MISSING, type OnMissing, type Relationship } from './contract.ts';
import type { RelationshipShape } from './contract-shape.ts';
import type { ContractProblem } from './problem.ts';

/**
 * A foreign key of the standard. `to` is short (`object.column`) or full
 * (`other.odcs.yaml#/schema/<object>/properties/<column>`); `from` is absent at a column, which then is the source.
 * Its custom property `onMissing` says what becomes of a row whose reference is not found.
 */
export function parseRelationship(
  shape: RelationshipShape,
  column: string | null,
  problem: (reason: string) => ContractProblem,
  problems: ContractProblem[],
): Relationship | null {
  const from = shape.from === undefined ? null : asList(shape.from).map(parseReference);
  const to = asList(shape.to).map(parseReference);
  const first = to[0];
  if (first === undefined || first === null || to.includes(null)) {
    problems.push(
      problem('relationships: `to` is neither object.column nor file#/schema/object/properties/column'),
    );
    return null;
  }
  const columns = from === null ? (column === null ? [] : [column]) : from.map((end) => end?.column ?? '');
  if (columns.length !== to.length || columns.includes('')) {
    problems.push(problem('relationships: `from` and `to` must name as many columns each'));
    return null;
  }
  const ends = to.flatMap((end) => (end === null ? [] : [end]));
  if (ends.some((end) => end.object !== first.object || end.file !== first.file)) {
    problems.push(problem('relationships: all columns of `to` must belong to one object'));
    return null;
  }
  const { line, column: at } = problem('');
  const target = { file: first.file, object: first.object, columns: ends.map((end) => end.column) };
  const onMissing = parseOnMissing(shape, (reason) => problems.push(problem(reason)));
  return { line, column: at, columns, target, onMissing };
}

function parseOnMissing(
  { customProperties }: RelationshipShape,
  report: (reason: string) => void,
): OnMissing {
  const given = customProperties.find(({ property }) => property === 'onMissing');
  if (given === undefined) return 'quarantine';
  const known = ON_MISSING.find((word) => word === given.value);
  if (known === undefined) report(`relationships: onMissing must be one of ${ON_MISSING.join(', ')}`);
  return known ?? 'quarantine';
}

function asList(reference: string | readonly string[]): readonly string[] {
  return typeof reference === 'string' ? [reference] : reference;
}

function parseReference(text: string): { file: string | null; object: string; column: string } | null {
  const full = /^(?:([^#]+)#)?\/?schema\/([^/]+)\/properties\/([^/]+)$/.exec(text);
  if (full?.[2] !== undefined && full[3] !== undefined) {
    return { file: full[1] ?? null, object: full[2], column: full[3] };
  }
  const [object, column, ...rest] = text.split('.');
  if (object === undefined || column === undefined || rest.length > 0) return null;
  return { file: null, object, column };
}
