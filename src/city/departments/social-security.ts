import type { BuildDepartment } from '../department.ts';
import { writeCompanyName } from '../errors/write-company-name.ts';
import { writeDate } from '../errors/write-date.ts';
import { writeCreditCode, writeId } from '../errors/write-identifier.ts';
import { writeName } from '../errors/write-name.ts';
import { writePhone } from '../errors/write-phone.ts';
import { formatDay } from '../world/days.ts';

const BENEFITS = ['', '', '', '', '', '', '失业保险金', '工伤津贴', '生育津贴', '最低生活保障'] as const;

/** The register of insured people: one row per job, with pinyin initials for headers and compact dates. */
export const buildSocialSecurity: BuildDepartment = (world, errors) => ({
  dataset: 'social-security/insured',
  file: 'social-security/insured.csv',
  encoding: 'UTF-8',
  header: [
    'CBJLH',
    'GRBH',
    'XM',
    'XB',
    'CSRQ',
    'ZJHM',
    'LXDH',
    'DWMC',
    'TYSHXYDM',
    'CBRQ',
    'TBRQ',
    'JFJS',
    'DYLB',
  ],
  count: world.population.size,
  write(index, out) {
    const person = world.population.person(index);
    world.jobs.of(person).forEach((job, i) => {
      if (job.to !== null && job.to < world.since) return;
      errors.at(index * 64 + i);
      const record = `SB${world.recordNumber(index * 32 + i)}`;
      out.record();
      out.row([
        record,
        `GR${world.recordNumber(index)}`,
        errors.of('insured', writeName(person, errors)),
        person.sex === 'male' ? '1' : '2',
        errors.of('insured', writeDate(person.birthDay, 'compact', errors)),
        errors.of('insured', writeId(person, errors)),
        writePhone(person, job.from, errors),
        errors.of('employer', writeCompanyName(job.company.name, errors)),
        errors.of('employer', writeCreditCode(job.company.creditCode, errors)),
        formatDay(job.from, 'compact'),
        job.to === null ? '' : formatDay(job.to, 'compact'),
        String(3000 + errors.rng.below(200) * 100),
        BENEFITS[errors.rng.below(BENEFITS.length)] ?? '',
      ]);
      out.mistakes(record, errors);
      out.truth(record, 'insured', '', 'Person', `P${index}`);
      out.truth(record, 'employer', '', 'Organization', `C${job.company.index}`);
    });
  },
});
