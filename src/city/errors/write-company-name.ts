import { type CompanyName, companyName } from '../world/company.ts';
import type { ErrorDraw } from './error-draw.ts';
import { toTraditional, withHomophone } from './han-spelling.ts';

/** How a company's name is written: without the city, with another ending, short, traditional, or misspelt. */
export function writeCompanyName(name: CompanyName, errors: ErrorDraw): string {
  if (errors.hits('companyNameVariant')) {
    switch (errors.rng.below(5)) {
      case 0:
        return name.trade + name.business + name.form;
      case 1:
        return companyName({ ...name, form: name.form === '有限公司' ? '有限责任公司' : '有限公司' });
      case 2:
        return name.trade + name.business;
      case 3:
        return `${name.trade}${name.business}(${name.city.slice(0, 2)})${name.form}`;
      default:
        return toTraditional(companyName(name));
    }
  }
  if (errors.hits('companyNameTypo')) {
    const slipped = companyName({ ...name, trade: withHomophone(name.trade, errors.rng) ?? name.trade });
    return errors.mistake('companyName', companyName(name), slipped);
  }
  return companyName(name);
}
