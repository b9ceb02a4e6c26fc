import type { Catalogue } from '../access/decide.ts';
import type { Classification } from '../intake/contract/contract.ts';
import { highest } from '../intake/dataset-classes.ts';

/** How protected an attribute of a dataset is in whichever of its roles it is most; looked up once for each. */
export class AttributeClasses {
  readonly #datasets: Catalogue['datasets'];
  readonly #known = new Map<string, Map<string, Classification>>();

  constructor({ datasets }: Pick<Catalogue, 'datasets'>) {
    this.#datasets = datasets;
  }

  of(dataset: string, attribute: string): Classification {
    const known = this.#known.get(dataset) ?? new Map<string, Classification>();
    this.#known.set(dataset, known);
    const found = known.get(attribute);
    if (found !== undefined) return found;
    const roles = [...(this.#datasets.get(dataset)?.classes.roles.values() ?? [])];
    const dataClass = highest(roles.flatMap(({ attributes }) => attributes.get(attribute) ?? []));
    known.set(attribute, dataClass);
    return dataClass;
  }
}
