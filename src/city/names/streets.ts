/** Stems of street names; each is used at most twice, with different endings. */
export const STREET_STEMS =
  '海棠 文昌 望海 听涛 云麓 青埔 锦川 石湖 沙屿 澜江 长堤 灯塔 归帆 渔歌 盐仓 鼓楼 钟秀 书院 学士 状元 紫竹 白鹭 金桂 银杏 香樟 枫林 梧桐 玉兰 木棉 丁香 ' +
  '翠屏 凤鸣 龙潭 麒麟 鹤鸣 燕归 鹿鸣 朝阳 晨曦 明月 星河 彩虹 清风 春晓 夏荷 秋实 冬青 百草 万泉 千帆 安澜 永宁 太和 长乐 广济 仁寿 崇德 尚义 怀远 德馨 ' +
  '建设 人民 解放 和平 团结 光明 胜利 工农 幸福 前进 东风 红旗 创业 创新 科技 大学 体育 工业 货运 码头 船厂 纺织 机床 电厂 水厂 园艺 植物 果园 桑田 麦香 ' +
  '北辰 南湖 东湖 西苑 中山 环岛 滨河 沿江 临港 迎宾 府前 市桥 浦口 柳浪 荷塘 莲池 芦荡 苇湾 潮音 观澜 揽月 邀月 栖霞 飞霞 丹霞 松涛 竹韵 梅园 兰亭 菊圃';
export const STREET_ENDINGS = ['路', '街', '大道', '巷'] as const;

/** Streets that were renamed: new stem, former full name, first day of the new name. */
export const RENAMED_STREETS: readonly {
  readonly stem: string;
  readonly former: string;
  readonly on: string;
}[] = [
  { stem: '听涛', former: '海防路', on: '2012-07-01' },
  { stem: '长堤', former: '堤坝街', on: '2015-01-01' },
  { stem: '紫竹', former: '砖瓦厂路', on: '2010-03-15' },
  { stem: '翠屏', former: '第三农场路', on: '2017-05-01' },
  { stem: '星河', former: '磷肥厂路', on: '2014-10-01' },
  { stem: '安澜', former: '防洪路', on: '2018-12-01' },
  { stem: '创新', former: '农机路', on: '2020-06-18' },
  { stem: '观澜', former: '码头北路', on: '2021-09-01' },
];
