/**
 * Variant characters that registers of names use and that neither NFKC nor the traditional-to-simplified table
 * brings together: pairs `variant standard`, the standard one being the simplified character.
 * Own selection after the variant fields of Unicode's Unihan database (kZVariant, kSemanticVariant) and the
 * Japanese forms that keyboards in Taiwan and the mainland let through; not 芸, which is read yún in names and is no 艺.
 */
export const HAN_VARIANTS =
  '峯峰 羣群 邨村 衆众 啓启 啟启 眞真 淸清 靑青 鉄铁 呉吴 吳吴 黄黄 黃黄 録录 戸户 戶户 説说 黒黑 徳德 髙高 﨑崎 栢柏 恆恒 敍叙 敘叙 ' +
  '麽么 凃涂 濶阔 鷄鸡 鶏鸡 毎每 歩步 浄净 廣广 広广 国国 國国 囯国 圀国 台台 臺台 坮台 枱台 裏里 裡里 滙汇 匯汇 彙汇 綫线 線线 ' +
  '樑梁 樓楼 楼楼 疎疏 祕秘 脇胁 脅胁 藴蕴 蘊蕴 産产 產产 査查 廻回 迴回 囘回 嶽岳 巖岩 巗岩 嵒岩 嶋岛 島岛 嶌岛 瀨濑 頼赖 賴赖 ' +
  '緖绪 緒绪 縄绳 勛勋 勲勋 勳勋 滎荥 甦苏 囍喜 淼淼 淛浙 槀稿 豊丰 豐丰 澤泽 沢泽 渋涩 斉齐 齊齐 斎斋 齋斋 桜樱 櫻樱 辺边 邊边 ' +
  '竜龙 龍龙 亀龟 龜龟 関关 關关 塩盐 鹽盐 営营 營营 図图 圖图 団团 團团 円圆 圓圆 価价 価价 児儿 兒儿 実实 實实 寛宽 寬宽 対对 ' +
  '峡峡 恵惠 戦战 拝拜 挙举 収收 斎斋 栄荣 榮荣 楽乐 樂乐 様样 横横 橫横 歯齿 済济 湾湾 灣湾 焼烧 獣兽 瑠瑠 畳叠 県县 縣县 礼礼 ' +
  '禅禅 稲稻 穏稳 経经 継继 総总 聡聪 聰聪 薬药 蔵藏 覚觉 観观 訳译 読读 謡谣 譲让 豫豫 転转 軽轻 遅迟 酔醉 醸酿 釈释 鉱矿 ' +
  '銭钱 鎮镇 鎭镇 閲阅 険险 隠隐 雑杂 霊灵 静静 顔颜 顏颜 駅站 騒骚 験验 麦麦 黙默 斉齐 﨟腊 菓果 堃坤 喆哲 昇升 陞升 遊游 湼涅 温温 溫温';
