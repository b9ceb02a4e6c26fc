/** Words for lines of business that names of organisations hold, in simplified script, by field: two of one field are often exchanged. */
const FIELDS: readonly string[] = [
  '科技 技术 信息 网络 软件 电子 数码 通信 通讯 智能 电脑 数据',
  '贸易 商贸 进出口 百货 超市 商行',
  '建筑 建设 工程 装饰 装修 市政 园林 营造',
  '物流 运输 货运 快递 快运 速运 航运 船务 客运',
  '餐饮 饮食 餐厅 饭店 酒店 酒楼 旅馆 宾馆 小吃',
  '化工 化学 塑料 塑胶 涂料 橡胶 石化',
  '医疗 医药 药业 药房 制药 药品 诊所 医院',
  '房地产 置业 物业 房产',
  '教育 培训 学校 幼儿园',
  '广告 传媒 传播 影视 文化',
  '保险 证券 银行 基金 典当',
  '农业 农场 种业 渔业 水产 养殖 畜牧 牧场 食品 粮油',
  '服饰 服装 纺织 鞋业 制衣 染整',
  '机械 模具 五金 钢铁 金属 电镀',
  '汽车 机车',
  '旅游 旅行社',
  '家具 家居 木业',
  '印刷 造纸 纸业 包装',
];
const FIELD_OF = new Map(
  FIELDS.flatMap((words, at) => words.split(' ').map((word) => [word, 1 << at] as const)),
);
const TRADE = new RegExp([...FIELD_OF.keys()].join('|'), 'gu');

/** The fields of business that a name holds words for, one bit each; 0: none. */
export function tradesOf(name: string): number {
  return [...name.matchAll(TRADE)].reduce((fields, [word]) => fields | (FIELD_OF.get(word) ?? 0), 0);
}
