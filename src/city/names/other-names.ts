/** Parts of names that are not of the Han pattern, with weights. `text weight`; in the Latin tables `_` stands for a space. */
export const UYGHUR_MALE =
  '艾力 20 买买提 24 吐尔逊 14 阿不都拉 12 库尔班 10 玉素甫 12 艾山江 8 努尔买买提 8 依明江 6 卡德尔 6 亚森 8 热合曼 6';
export const UYGHUR_FEMALE =
  '阿依古丽 20 古丽娜尔 16 阿依夏 14 帕提古丽 10 热依汗 10 米热古丽 8 祖丽亚 8 玛依拉 6 茹仙古丽 8 迪丽努尔 6';
export const TIBETAN_FIRST =
  '扎西 22 次仁 20 丹增 16 索朗 12 旦巴 8 洛桑 14 格桑 12 德吉 12 央金 14 卓玛 16 白玛 10 尼玛 10 拉姆 10';
export const TIBETAN_LAST =
  '顿珠 10 平措 10 旺堆 8 多吉 14 罗布 10 卓嘎 12 曲珍 12 拉姆 12 卓玛 12 央宗 8 旺姆 8 次仁 8 加措 10';
export const MONGOLIAN =
  '巴特尔 14 苏和 10 哈斯 10 其其格 12 乌云 8 格日勒 10 宝音 8 阿拉坦 8 萨仁 8 娜仁 8 朝鲁 8 斯琴 8 那日苏 6 特木尔 6';
export const LATIN_MALE =
  'James 12 Daniel 10 Thomas 8 Andrei 5 Kwame 4 Minh 6 Rahul 5 Carlos 5 Pierre 3 Jun_Ho 5 Haruto 4 Oleg 4 Ahmed 6 Samuel 5';
export const LATIN_FEMALE =
  'Maria 10 Anna 10 Linh 6 Priya 5 Fatima 5 Sofia 6 Elena 6 Ji_Woo 5 Yui 4 Amina 5 Claire 4 Grace 6 Ivana 4 Olga 4';
export const LATIN_SURNAMES = `Smith 8 Miller 6 Novak 5 Ivanov 5 Nguyen 8 Tran 6 Kim 8 Park 6 Tanaka 5 Sharma 5 Garcia 6 Silva 5 Dubois 4 Okafor 4
  Mensah 4 Hassan 5 Petrova 3 O'Brien 3 Müller 3 Andersson 3`;
export const LATIN_COUNTRIES = '美国 10 越南 14 韩国 14 俄罗斯 10 印度 6 日本 8 加纳 4 法国 4 埃及 4 巴西 4';
