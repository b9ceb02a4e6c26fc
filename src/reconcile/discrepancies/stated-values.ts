import type { MentionState } from '../../intake/batch-change.ts';
import { toLocationValue } from '../../intake/value-key.ts';
import type { StatedValue } from './find-discrepancies.ts';

/** A mention as far as it is compared; times as ISO instants, or in milliseconds since 1970. */
export interface StatingMention extends Pick<MentionState, 'id' | 'dataset' | 'attributes' | 'point'> {
  readonly validFrom: string | number;
  readonly validTo: string | number;
}

/** Everything that a mention states: its attributes, and where it is. */
export function readStated(mention: StatingMention): readonly StatedValue[] {
  const { id, dataset, attributes, point } = mention;
  const department = departmentOf(dataset);
  const [from, to] = [toTime(mention.validFrom), toTime(mention.validTo)];
  const values = attributes.map(
    (attribute): StatedValue => ({
      ...{ department, mention: id, attribute: attribute.name, kind: attribute.kind },
      ...{ scheme: attribute.scheme ?? null, value: attribute.value, original: attribute.original },
      flags: attribute.flags ?? [],
      from: attribute.from === undefined ? from : toTime(attribute.from),
      to: attribute.to === undefined ? to : toTime(attribute.to),
    }),
  );
  if (point === undefined) return values;
  const { name, kind, value } = toLocationValue(point);
  return [
    ...values,
    {
      ...{ department, mention: id, attribute: name, kind, scheme: null, flags: [] },
      ...{ value, original: value, from, to },
    },
  ];
}

/** The department that owns a dataset: contracts hold ids to it. */
export function departmentOf(dataset: string): string {
  return dataset.slice(0, dataset.indexOf('/'));
}

function toTime(time: string | number): number {
  return typeof time === 'number' ? time : Date.parse(time);
}
