import { describe, expect, it } from 'vitest';
import { standardise } from '../../src/standardise/standardise.ts';
import { CHINA, TAIWAN } from './options.ts';

const read = (text: string) => standardise('address', text, TAIWAN);

describe('addresses', () => {
  it.each([
    ['台南市七股區溪南里溪南五之一六號二樓', '台南市七股区溪南5-16号2楼'],
    ['臺南市七股區溪南５之１６號２Ｆ', '台南市七股区溪南5-16号2楼'],
    [
      '台南縣永康市復興里5鄰中正北路二段五百六十七巷8弄3號12樓之2',
      '台南市永康区中正北路2段567巷8弄3号12楼-2',
    ],
    ['701臺南市東區大學路一號', '台南市东区大学路1号'],
    ['臺南市東區大學路12號之3', '台南市东区大学路12-3号'],
    ['臺南市七股區下山子寮段一五六之二地號', '台南市七股区下山子寮段156-2地号'],
    ['臺南市永康區中正北路315號之1五樓', '台南市永康区中正北路315-1号5楼'],
    ['臺南市永康區中正北路315號之1 5樓', '台南市永康区中正北路315-1号5楼'],
    ['臺南市永康區中正北路315號之1、5樓', '台南市永康区中正北路315-1号5楼'],
    ['臺南市永康區中正北路315號之15樓', '台南市永康区中正北路315号之15楼'],
    ['臺南市仁德區中山路七七七、七七九號一樓', '台南市仁德区中山路777、779号1楼'],
    ['臺南市善化區國道3號 336公里400.0公尺處北側向路肩', '台南市善化区国道3号336.4公里'],
    ['臺南市西港區南34 7公里200.0公尺處', '台南市西港区南34线7.2公里'],
    ['臺南市柳營區柳營路1段506號前0.0公尺', '台南市柳营区柳营路1段506号'],
    ['浙江杭州市西湖区文三路90号3栋2单元501室', '浙江省杭州市西湖区文3路90号3栋2单元501室'],
    ['建设路207号4栋3单元1301室', '建设路207号4栋3单元1301室'],
    ['建设路207号4幢3单元1301室', '建设路207号4栋3单元1301室'],
    ['建設路207號4座1301室', '建设路207号4栋1301室'],
    ['建设路207号4A座1301室', '建设路207号4a栋1301室'],
    ['建設路207號4單元1301室', '建设路207号4单元1301室'],
    ['建设路二百零七号四幢', '建设路207号4栋'],
    ['建设路207号4组', '建设路207号4组'],
    ['建设路207号4户', '建设路207号4室'],
    ['建设路207号4', '建设路207-4号'],
    ['建设路207号4B', '建设路207-4号b'],
    ['世纪大道100弄5号602', '世纪大道100弄5号602室'],
    ['世纪大道100弄5号602室', '世纪大道100弄5号602室'],
    ['北京市海淀区中关村大街27号', '北京市海淀区中关村大街27号'],
    ['济南市市中区经十路1号', '济南市市中区经10路1号'],
    ['吉林市船营区河南街5号', '吉林市船营区河南街5号'],
    ['12 Main St., Apt. 4', '12 main st apt 4'],
  ])('%s is %s', (text, value) => {
    expect(read(text)?.value).toBe(value);
  });

  it.each([
    '北京市朝阳区三里屯路19号',
    '北京市朝阳区八里庄东里1号',
    '六里桥南里5号楼',
    '十里堡北里2号楼',
    '朝阳区高碑店村12号',
    '北京市海淀区中关村软件园8号',
  ])('keeps the whole name of the road or estate on the mainland: %s', (text) => {
    expect(standardise('address', text, CHINA)?.value).toBe(text);
  });

  it('splits off what the region of the divisions splits off, whatever the contract', () => {
    const village = '臺南市永康區復興里中正北路8號';
    expect(standardise('address', village, CHINA)).toEqual(read(village));
    expect(read('北京市朝阳区三里屯路19号')?.value).toBe('北京市朝阳区三里屯路19号');
    const community = standardise('address', '北京市朝阳区北三里社区三里屯路19号', CHINA);
    expect(community).toMatchObject({
      value: '北京市朝阳区三里屯路19号',
      parts: { village: '北三里社区' },
    });
  });

  it('splits off village and neighbourhood and names the parts', () => {
    expect(read('臺南市永康區復興里005鄰中正北路二段567巷8弄3號12樓之2')?.parts).toEqual({
      city: '台南市',
      district: '永康区',
      village: '复兴里',
      neighbourhood: '5',
      road: '中正北路',
      section: '2',
      lane: '567',
      alley: '8',
      number: '3',
      floor: '12',
      room: '2',
    });
  });

  it.each([
    ['建設路214號3幢2單元703室', { number: '214', building: '3', unit: '2', room: '703' }],
    ['建设路214号3座703室', { number: '214', building: '3', room: '703' }],
    ['建设路214号3单元703室', { number: '214', unit: '3', room: '703' }],
  ])('%s is a house with its building and unit', (text, parts) => {
    expect(read(text)?.parts).toEqual({ road: '建设路', ...parts });
  });

  it('keeps the village where nothing else says where it is', () => {
    expect(read('臺南市後壁區長短樹里')?.value).toBe('台南市后壁区长短树里');
  });

  it('puts two streets that cross in one order, however they are joined', () => {
    const expected = read('臺南市南區新興路口 / 臺南市南區夏林路口')?.value;
    expect(read('臺南市南區夏林路口 / 臺南市南區新興路口')?.value).toBe(expected);
    expect(read('臺南市南區夏林路與新興路口')?.value).toBe(expected);
  });

  it('keeps what it cannot read, in rest and in the value', () => {
    const value = read('臺南市永康區中正路陸橋下');
    expect(value).toMatchObject({ value: '台南市永康区中正路陆桥下', parts: { rest: '陆桥下' } });
  });
});
