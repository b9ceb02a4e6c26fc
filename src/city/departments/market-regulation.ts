import type { BuildDepartment } from '../department.ts';
import { writeAddress } from '../errors/write-address.ts';
import { writeCompanyName } from '../errors/write-company-name.ts';
import { writeId } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import { formatDay } from '../world/days.ts';

/** The register of companies; its key is the credit code, which is therefore never wrong here. */
export const buildMarketRegulation: BuildDepartment = (world, errors) => ({
  dataset: 'market-regulation/companies',
  file: 'market-regulation/companies.csv',
  encoding: 'GB18030',
  header: [
    '统一社会信用代码',
    '企业名称',
    '企业类型',
    '行业',
    '法定代表人',
    '法定代表人证件号码',
    '联系电话',
    '住所',
    '成立日期',
    '注销日期',
    '注册资本（万元）',
    '股东',
    '登记状态',
  ],
  count: world.companies.count,
  write(index, out) {
    errors.at(index);
    const company = world.companies.company(index);
    const officers = world.companies.officers(company);
    const representative = world.population.person(officers.representative);
    const record = company.creditCode;
    const name = errors.of('representative', writeName(representative, errors));
    const id = errors.of('representative', writeId(representative, errors));
    const phone = writePhone(representative, company.founded + 400, errors);
    const address = errors.of(
      ['company', 'office'],
      writeAddress(world.geography.premises(company.premises), company.founded, 'city', errors),
    );
    const shareholders = new Map<string, number>();
    for (const person of officers.shareholders) {
      const written = writeName(world.population.person(person), errors);
      // Two shareholders of one name would be one item; a company that lists them so is left out of the game.
      errors.of('shareholder', written, written);
      if (written !== '' && !shareholders.has(written)) shareholders.set(written, person);
    }
    out.record();
    out.row([
      record,
      errors.of('company', writeCompanyName(company.name, errors)),
      company.name.form,
      company.industry,
      name,
      id,
      phone,
      address,
      formatDay(company.founded, 'iso'),
      company.closed === null ? '' : formatDay(company.closed, 'iso'),
      String(company.capital),
      [...shareholders.keys()].join('、'),
      company.closed === null ? '存续' : '注销',
    ]);
    out.mistakes(record, errors);
    out.truth(record, 'company', '', 'Organization', `C${index}`);
    if (name !== '' || id !== '' || phone !== '') {
      out.truth(record, 'representative', '', 'Person', `P${officers.representative}`);
    }
    if (address !== '') out.truth(record, 'office', '', 'Place', `L${company.premises}`);
    for (const [written, person] of shareholders)
      out.truth(record, 'shareholder', written, 'Person', `P${person}`);
  },
});
