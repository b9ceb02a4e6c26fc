/**
 * Pinyin without tones of every character that the generator's names use, as `syllable characters` pairs. Surnames that
 * are read differently from the common reading (单, 仇, 区, 查, 解, 尉) stand under the reading of the surname.
 */
export const SYLLABLES = `
a 阿 ai 埃爱艾 an 安 ao 奥 ba 坝巴 bai 白百 ban 班 bang 邦 bao 保宝 bei 北备贝 ben 本 bin 宾彬斌滨 bo 博搏波舶 bu 不布
cai 彩才材蔡 can 餐 cang 仓 cao 操曹草 cha 茶 chan 产 chang 厂场常昌畅长 chao 朝潮超 che 车 chen 宸尘晨沉辰陈
cheng 成程诚 chi 池迟驰 chong 崇 chu 出 chuan 传川船 chuang 创床 chun 春 ci 次 cui 崔翠 cuo 措 da 大达 dai 戴
dan 丹旦 dang 荡 dao 岛道 de 德 deng 灯邓 di 地堤第迪 dian 店电 ding 丁鼎 dong 东冬栋董 du 度杜都 duan 段端 dui 堆
dun 顿 duo 多 e 俄娥 er 尔 fa 发法 fan 帆范 fang 房放方纺芳防 fei 肥菲非飞 fen 份纷芬 feng 丰冯凤峰枫锋风 fu 付富府服甫福
ga 嘎 gang 刚港纲钢 gao 告高 ge 格歌葛革 gen 根 gong 公工龚 gu 古股顾鼓 guan 冠官管观 guang 光广 gui 归桂贵 guo 国果郭
ha 哈 hai 海 han 函含汗涵瀚韩 hang 航行 hao 号好昊浩皓豪郝 he 何合和河荷贺鹤 heng 恒 hong 宏弘洪红虹鸿 hou 侯 hu 湖狐胡
hua 化华桦花 huai 怀 huan 环 huang 皇黄 hui 惠慧挥晖汇辉 huo 货 ji 及吉技机济纪集 jia 佳加嘉家贾 jian 件健剑建 jiang 姜江蒋
jiao 教 jie 捷杰洁结街 jin 晋进金锦 jing 京净婧敬景晶精经靖静 jiu 九旧酒 ju 具居巨据聚菊 juan 娟绢鹃 jun 俊军君均钧骏 ka 卡
kai 凯开恺楷 kang 康 ke 可珂科 kong 孔 kou 口 ku 库 kuai 快 kun 坤 la 拉 lan 兰岚揽澜蓝 lang 朗浪 lao 劳 le 乐勒
lei 磊蕾雷 li 丽俐利力李理立莉里黎 lian 联莲 liang 亮梁粮良 liao 廖料 lin 临林琳磷赁霖麟 ling 令凌灵玲铃零 liu 刘柳流浏留 long 隆龙
lou 楼 lu 卢璐芦路陆鲁鹭鹿麓 luo 洛络罗落 lv 吕旅绿 ma 玛码马 mai 买麦 man 曼 mao 毛茂贸 mei 媒梅玫美 meng 孟梦盟 mi 密米
mian 棉 min 敏民闵 ming 明铭鸣 mo 模莫 mu 姆慕木沐 na 娜纳那 nan 南楠 neng 能 ni 尼 ning 凝宁 nong 农 nu 努 nuo 诺
ou 区欧 pa 帕 pan 潘 peng 彭朋鹏 pi 批 pin 品 ping 屏平萍 pu 圃埔普浦 qi 企其启奇旗栖气汽淇琦琪祺麒 qian 乾倩前千茜谦钱
qiang 墙强 qiao 桥 qin 勤琴秦覃 qing 庆清青 qiong 琼 qiu 仇秋邱 qu 曲 quan 泉 qun 群 ran 然 re 热 ren 人仁任
ri 日 rong 容荣融 ru 茹 ruan 软 rui 瑞睿锐 run 润 ruo 若 sa 萨 san 三 sang 桑 sen 森 sha 沙 shan 单山
shang 上商尚 shao 邵 she 社设 shen 沈 sheng 升圣生盛省胜 shi 世史士实室市师施时石诗食饰 shou 售寿 shu 书数术树淑输 shui 水
shun 顺 shuo 硕 si 丝司思斯 song 宋松颂 su 塑宿素苏 sun 孙荪 suo 索 ta 塔 tai 太态泰 tan 坦潭谭 tang 唐塘棠汤糖
tao 涛滔陶韬 te 特 teng 腾 ti 体提 tian 天田 ting 亭听婷庭廷 tong 同彤桐童通 tou 头 tu 吐图徒 tuan 团 wa 瓦 wan 万婉晚湾
wang 旺望汪王网 wei 为伟卫威巍炜玮维苇薇韦魏 wen 文温闻雯 wu 乌五伍务吴梧武物雾 xi 息曦汐熙西 xia 侠夏霞 xian 仙县限 xiang 向巷祥翔香
xiao 小晓筱肖销 xie 械解谢鞋 xin 信心新欣薪鑫馨 xing 兴幸星杏 xiong 熊雄 xiu 修秀绣 xu 叙序徐旭许 xuan 宣萱轩 xue 学薛雪
xun 讯询逊 ya 亚雅 yan 严妍岩彦沿燕盐研艳阎雁颜 yang 央扬杨洋阳 yao 姚尧瑶耀药遥邀 ye 业叶 yi 一义亿仪伊依医奕宜怡易益艺 yin 印尹银音饮
ying 瑛英迎颖鹰 yong 勇咏永 you 优佑友有油游 yu 于余宇尉屿渔煜玉瑜育裕语雨 yuan 元园媛援源苑袁远院 yue 悦月越跃 yun 云运韵 zao 造
ze 则泽责 zeng 增曾 zha 扎查 zhang 张彰樟章 zhao 照赵 zhen 珍真贞 zheng 政正郑 zhi 制志智植治织致 zhong 中忠种钟
zhou 周州洲 zhu 住朱珠竹竺筑诸 zhuan 砖 zhuang 状装 zhuo 卓 zi 咨姿子梓紫资 zong 宗 zou 邹 zu 祖租
`;
