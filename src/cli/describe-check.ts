import type { CheckReport, Preview } from '../intake/check.ts';
import type { MappedAttribute, MappedMention, MappedRecord, RowFault } from '../intake/mapped.ts';
import { countOf } from './words.ts';

/** What a check found, in lines. */
export function describeCheck({ problems, definition, preview }: CheckReport): readonly string[] {
  if (definition === null) {
    return [
      ...problems.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`),
      countOf(problems.length, 'problem'),
    ];
  }
  const head = `${definition.id} (${definition.contract.object.columns.length} columns): contract and mapping are sound`;
  return preview === null ? [head] : [head, ...describePreview(preview)];
}

function describePreview(preview: Preview): readonly string[] {
  const faults = preview.rows.flatMap(({ line, fault }) =>
    fault === null ? [] : [describeFault(line, fault)],
  );
  return [
    ...preview.missingColumns.map((name) => `The file lacks the column ${name}.`),
    ...preview.unknownColumns.map((name) => `The contract does not name the file's column ${name}.`),
    '',
    `Of the first ${countOf(preview.rows.length, 'row')}, ${countOf(faults.length, 'row')} would be quarantined:`.replace(
      / 0 rows would be quarantined:/,
      ' none would be quarantined.',
    ),
    ...faults,
    ...preview.records.flatMap(({ lines, record }) => describeRecord(lines, record)),
  ];
}

function describeFault(line: number, { rule, column, value, reason }: RowFault): string {
  const where = column === null ? '' : ` ${column}`;
  const what = value === null ? '' : ` (${value})`;
  return `  line ${line}: ${rule}${where}${what}: ${reason}`;
}

function describeRecord(lines: readonly number[], record: MappedRecord): readonly string[] {
  return [
    '',
    `record ${record.key} (line ${lines.join(', ')}${record.operation === 'end' ? ', ends' : ''})`,
    ...record.mentions.flatMap(describeMention),
    ...record.relations.map(({ type, from, to }) => `  ${nameOf(from)} ─${type}→ ${nameOf(to)}`),
  ];
}

function describeMention(mention: MappedMention): readonly string[] {
  const type = mention.type === '' ? '' : ` (${mention.type})`;
  return [
    `  ${nameOf(mention)}: ${mention.kind}${type}`,
    ...mention.attributes.map((attribute) => `    ${describeAttribute(attribute)}`),
  ];
}

function describeAttribute({ name, standard }: MappedAttribute): string {
  const { original, value, flags } = standard;
  const standardised = value === original ? '' : ` → ${value}`;
  return `${name} = ${original}${standardised}${flags.length === 0 ? '' : ` [${flags.join(', ')}]`}`;
}

function nameOf({ role, itemKey }: { readonly role: string; readonly itemKey: string }): string {
  return itemKey === '' ? role : `${role}/${itemKey}`;
}
