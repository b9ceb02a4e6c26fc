import type { Role } from '../access/caller.ts';
import type { AccessBody } from './access-entry.ts';

/** One thing said to the person concerned, in both languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** What is known of a matter that may be told to those whom it concerns; its title may name others, so it is not told. */
export interface MatterWords {
  readonly legalBasis: string;
  /** The words that the matter was opened with for those concerned. */
  readonly reasonEn: string | null;
  readonly reasonZh: string | null;
}

const BODIES: Readonly<Record<Role, Words>> = {
  analyst: { en: 'an analyst of the data bureau', zh: '数据局分析人员' },
  bureau: { en: 'the data bureau', zh: '数据局' },
  app: { en: 'an application', zh: '应用系统' },
  department: { en: 'a department', zh: '部门' },
  subject: { en: 'you', zh: '您本人' },
  auditor: { en: 'the auditors', zh: '审计人员' },
  reviewer: { en: 'a reviewer of the data bureau', zh: '数据局复核人员' },
};

const REASONS: Readonly<Record<Role, Words>> = {
  analyst: { en: 'Work on data for which no purpose has to be named', zh: '使用无需说明目的的数据' },
  bureau: { en: 'Keeping the data correct', zh: '维护数据的正确性' },
  app: {
    en: 'A service that uses data for which no purpose has to be named',
    zh: '服务使用无需说明目的的数据',
  },
  department: { en: "The department's own records", zh: '部门查看本部门登记的记录' },
  subject: { en: 'Your own request', zh: '您本人的请求' },
  auditor: { en: 'Checking who looked at data', zh: '核查数据查看记录' },
  reviewer: { en: 'Checking which records describe one person', zh: '核对哪些记录属于同一人' },
};

const CLASSES: Readonly<Record<string, Words>> = {
  public: { en: 'public', zh: '公开' },
  internal: { en: 'internal', zh: '内部' },
  personal: { en: 'personal', zh: '个人' },
  sensitive: { en: 'sensitive', zh: '敏感' },
};

/** Which body looked: the department by its name, else what the caller is. Never a person's name. */
export function describeBody({ role }: Pick<AccessBody, 'role'>, department: string | undefined): Words {
  return department === undefined ? BODIES[role] : { en: department, zh: department };
}

/** Why, in plain words: those of the matter, else its legal basis, else what the role works for. */
export function describeReason({ role }: Pick<AccessBody, 'role'>, matter: MatterWords | undefined): Words {
  if (matter === undefined) return REASONS[role];
  const { legalBasis, reasonEn, reasonZh } = matter;
  const en = reasonEn ?? reasonZh;
  const zh = reasonZh ?? reasonEn;
  if (en === null || zh === null)
    return { en: `A matter on the legal basis: ${legalBasis}`, zh: `依据以下法律办理的事项：${legalBasis}` };
  return { en: `${en} (${legalBasis})`, zh: `${zh}（${legalBasis}）` };
}

/** What was seen: the classes of data. */
export function describeSeen({ classes }: Pick<AccessBody, 'classes'>): Words {
  const known = classes.flatMap((name) => CLASSES[name] ?? []);
  if (known.length === 0) return { en: 'that you are on record', zh: '仅知悉存在您的记录' };
  const en = `${known.map((one) => one.en).join(', ')} data`;
  return { en, zh: `${known.map((one) => one.zh).join('、')}数据` };
}
