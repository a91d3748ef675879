"""Chinese text made plain for reading figures: half-width, Simplified, everyday numerals."""

import re

_WIDE = str.maketrans(
    "０１２３４５６７８９．％－＋＄￥～／＜＞＝㎡㎢　\u00a0﹪﹣−‑○Ｏ",
    "0123456789.%-+$¥~/<>=㎡㎢  %---〇O",
)
_WIDE_LETTERS = {wide: wide - 0xFEE0 for wide in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# Only characters that stand in figures, in units and in the words about them.
_TRADITIONAL = str.maketrans(
    "乾亞佈來侖侷係個備傢傳價億兇兒內兩冊別剋創劃劇劑勁動務勛勝勢勳匯區厤參叄叢員問單噸噹嚮嚴囌國圍圓圖團報場塊墻奧奬奮婦學宮實審寶將專對導屆層峽崙嵗師帶幀幣幫幹幾廳張強彆彙"
    "後徑從徵恆慘慶憂戰戶捲掃揮搖摺撥擊擔擴攝攬敗敵數斷於旂昇時晝曆曉曏會朮東條棊棟業榦槍樁樓標樣橋機橫檔檯權歐歲歷歸殲殺氣決淩減準溫滙滬漲灣為無熱燈爭爲爾牀牆獎獨獲獵環瓊產"
    "産畝畢畫畵當疊發盃盞監盤盧眞硃碼磚禮種稱積穫筆箇節糰紀約紅納紐純級組統經綫網綴線編緻縣縷總績繫續羅羣義聞聯聲臨臺與舉舊舘艙艦茲莊華萬蓆蔘蘇蘭處號蟲術衕裏裝裡製見計許証評"
    "詞試話誌語誤課調談謀講證議護譽變讚貓貝負財貨責貳貴資賦賬購賽贊踐踰車軍載輕輛輪轉轟辦逕連週進遊運過達遙邊郵鄉釐針釦鈡銖錢錶鍼鍾鎊鎖鎭鎮鐘鑼長門開間閤闆陞陸隊際險隻雙離難"
    "雲電韆韓頁頂頃項頓領頭頻顆題額類風颱飆飯餅餘館馬驟體髮鬥鯤鳴鷹麪麫麵麼麽黃點齡齣龍",
    "干亚布来仑局系个备家传价亿凶儿内两册别克创划剧剂劲动务勋胜势勋汇区历参叁丛员问单吨当向严苏国围圆图团报场块墙奥奖奋妇学宫实审宝将专对导届层峡仑岁师带帧币帮干几厅张强别汇"
    "后径从征恒惨庆忧战户卷扫挥摇折拨击担扩摄揽败敌数断于旗升时昼历晓向会术东条棋栋业干枪桩楼标样桥机横档台权欧岁历归歼杀气决凌减准温汇沪涨湾为无热灯争为尔床墙奖独获猎环琼产"
    "产亩毕画画当叠发杯盏监盘卢真朱码砖礼种称积获笔个节团纪约红纳纽纯级组统经线网缀线编致县缕总绩系续罗群义闻联声临台与举旧馆舱舰兹庄华万席参苏兰处号虫术同里装里制见计许证评"
    "词试话志语误课调谈谋讲证议护誉变赞猫贝负财货责贰贵资赋账购赛赞践逾车军载轻辆轮转轰办径连周进游运过达遥边邮乡厘针扣钟铢钱表针钟镑锁镇镇钟锣长门开间合板升陆队际险只双离难"
    "云电千韩页顶顷项顿领头频颗题额类风台飙饭饼余馆马骤体发斗鲲鸣鹰面面面么么黄点龄出龙",
)
_SIMPLE = _WIDE | _WIDE_LETTERS | _TRADITIONAL
# 壹佰贰拾, 叁万; but 大陆, 队伍, 收拾 are words.
_FORMAL = re.compile("[壹贰叁参肆伍陆柒捌玖][拾佰仟万亿]?[壹贰叁参肆伍陆柒捌玖拾佰仟万亿零元圆]+")
# 六O二厂 is written with the letter.
_LETTER_O = re.compile("(?<=[〇一二三四五六七八九])O(?=[〇一二三四五六七八九])")
_EVERYDAY = str.maketrans("壹贰叁参肆伍陆柒捌玖拾佰仟圆", "一二三三四五六七八九十百千元")


def plain(text: str) -> str:
    """Return a text of the same length, in half-width signs and Simplified characters."""
    text = text.translate(_SIMPLE)
    if "O" in text:
        text = _LETTER_O.sub("〇", text)
    return _FORMAL.sub(lambda found: found[0].translate(_EVERYDAY), text)
