import { describe, expect, it } from 'vitest';
import { standardise } from '../../src/standardise/standardise.ts';
import { CHINA } from './options.ts';

const person = (text: string) => standardise('person-name', text, CHINA);
const company = (text: string) => standardise('organization-name', text, CHINA);

describe('person names', () => {
  it.each([
    ['traditional and simplified', '陳志強', '陈志强'],
    ['full-width spaces between characters', '陈　志 强', '陈志强'],
    ['variant characters', '髙啓眞', '高启真'],
    ['a title behind', '陳志強先生', '陈志强'],
    ['a note in brackets', '陳志強(歿)', '陈志强'],
    ['any middle dot', '阿卜杜拉・买买提', '阿卜杜拉·买买提'],
    ['diacritics and case', 'Łukasz MÜLLER', 'lukasz muller'],
    ['surname first with a comma', 'Müller, Łukasz', 'lukasz muller'],
    ['full-width letters', 'Ｌｉ Ｗｅｉ', 'li wei'],
  ])('folds %s', (_what, text, value) => {
    expect(person(text)?.value).toBe(value);
  });

  it('can be searched by pinyin both ways round, joined, spaced and by initials', () => {
    expect(person('陈志强')?.search).toEqual(
      expect.arrayContaining([
        '陳志強',
        'chen zhi qiang',
        'chenzhiqiang',
        'zhiqiang chen',
        'zhiqiangchen',
        'czq',
      ]),
    );
    expect(person('吕布')?.search).toEqual(expect.arrayContaining(['lvbu', 'lubu', 'lyubu']));
  });

  it('knows compound surnames and how surnames are read', () => {
    expect(person('歐陽修')?.parts).toEqual({ surname: '欧阳', given: '修' });
    expect(person('單雄信')?.search).toContain('shanxiongxin');
  });

  it('can be searched by each part of a name with a dot, and without the dot', () => {
    const forms = person('阿依古丽·买买提')?.search;
    expect(forms).toEqual(
      expect.arrayContaining([
        '阿依古丽买买提',
        'ayiguli maimaiti',
        'ayigulimaimaiti',
        'a yi gu li mai mai ti',
        'ayglmmt',
      ]),
    );
    expect(forms?.filter((form) => form.includes('·'))).toEqual(['阿依古麗·買買提']);
  });

  it.each([
    ['王乾', '王乾', ['wang qian', 'wangqian', 'qian wang']],
    ['王芸', '王芸', ['wang yun']],
    ['王徵', '王征', ['wang zhi', 'wang zheng']],
    ['李頵', '李𫖳', ['li jun']],
    ['鬱後髮', '郁后发', ['yu hou fa']],
  ])('can be searched by how %s is read as written', (text, value, forms) => {
    expect(person(text)?.value).toBe(value);
    expect(person(text)?.search).toEqual(expect.arrayContaining(forms));
  });

  it('reads a surname as one, in either script', () => {
    expect(person('單雄信')?.search).not.toContain('danxiongxin');
  });

  it.each([
    ['王○明', 'masked'],
    ['王*明', 'masked'],
    ['王某某', 'masked'],
    ['不詳', 'placeholder'],
    ['N/A', 'placeholder'],
    ['－', 'placeholder'],
  ])('flags %s as %s', (text, flag) => {
    expect(person(text)?.flags).toEqual([flag]);
  });

  it('is nothing when blank', () => {
    expect(person(' \u3000\u200b')).toBeNull();
  });
});

describe('organisation names', () => {
  it.each([
    ['晨星交通器材有限公司工廠', '晨星交通器材', { suffix: '有限公司', branch: '工厂' }],
    ['晨星大飯店股份有限公司台南分公司', '晨星大饭店', { suffix: '股份有限公司', branch: '台南分公司' }],
    ['晨星（股）公司', '晨星', { suffix: '(股)公司' }],
    ['晨星科技有限责任公司', '晨星科技', { suffix: '有限责任公司' }],
    ['財團法人晨星基金會', '晨星基金会', { suffix: '财团法人' }],
    ['晨星營造有限公司-某某新建工程', '晨星营造', { suffix: '有限公司', branch: '某某新建工程' }],
    ['晨星餐饮管理光明路店', '晨星餐饮管理', { branch: '光明路店' }],
    ['晨星餐饮管理解放大道店', '晨星餐饮管理', { branch: '解放大道店' }],
    ['晨星银行光明支行', '晨星银行', { branch: '光明支行' }],
    ['中国银行三里屯支行', '中国银行', { branch: '三里屯支行' }],
    ['中国银行营业部', '中国银行', { branch: '营业部' }],
    ['中国银行股份有限公司三里屯支行', '中国银行', { suffix: '股份有限公司', branch: '三里屯支行' }],
    ['晨星证券营业部', '晨星证券', { branch: '营业部' }],
    ['晨星保险三里屯支公司', '晨星保险', { branch: '三里屯支公司' }],
    ['晨星便利街店', '晨星便利', { branch: '街店' }],
    ['晨星便利店三里屯路店', '晨星便利店', { branch: '三里屯路店' }],
    ['晨星超市社区店', '晨星超市', { branch: '社区店' }],
    ['Morning Star Trading Co., Ltd.', 'morning star trading', { suffix: 'co ltd' }],
    ['M.S.T. Inc', 'mst', { suffix: 'inc' }],
  ])('takes the legal form off %s and keeps it', (text, value, parts) => {
    expect(company(text)).toMatchObject({ value, parts });
  });

  it('keeps a name that is nothing but a form', () => {
    expect(company('有限公司')?.value).toBe('有限公司');
    expect(company('Limited')?.value).toBe('limited');
  });

  it('can be searched by the whole name and by pinyin', () => {
    expect(company('晨星科技有限公司')?.search).toEqual(
      expect.arrayContaining(['晨星科技有限公司', 'chenxingkeji', 'cxkj']),
    );
  });

  it('can be searched by how a name is read as written, and by its parts', () => {
    expect(company('乾元乾燥設備有限公司')).toMatchObject({
      value: '干元干燥设备',
      search: expect.arrayContaining(['gan yuan gan zao she bei', 'qian yuan qian zao she bei']),
    });
    expect(company('晨星·印象有限公司')?.search).toEqual(
      expect.arrayContaining(['晨星印象有限公司', 'chenxing yinxiang', 'chenxingyinxiang']),
    );
  });
});

describe('names of things', () => {
  it('can be searched by their parts, and without the dot', () => {
    expect(standardise('name', '晨星・印象', CHINA)?.search).toEqual(
      expect.arrayContaining(['晨星印象', 'chenxing yinxiang', 'chenxingyinxiang', 'cxyx']),
    );
  });
});
