"""The words by which headers, totals, remarks and units are known."""

from __future__ import annotations

# What names of columns end with.
_ENDINGS = """
    名称 全称 简称 姓名 代码 代號 编号 編號 序号 序號 编码 号码 工号 号 日期 时间 時間 年份 年度 年月 月份 月 年
    期间 季度 周期 金额 金額 总额 余额 收入 营收 支出 费用 利润 利润率 税收 税额 税金 税率 产值 产出 资产 负债 资本
    估值 轮次 投资方 投资人 人数 数量 总数 个数 家数 次数 户数 数 额 率 占比 比例 比重 面积 地址 地点 住所 位置 地区
    区县 街道 楼宇 楼栋 房号 赛道 类别 类型 种类 性质 等级 级别 状态 状况 阶段 进度 进展 负责人 联系人 法人
    法定代表人 法人代表 专员 经办人 电话 手机 联系方式 邮箱 网址 网站 主页 备注 附注 说明 简介 介绍 内容 概况 范围
    学历 学位 职称 专业 岗位 职务 职位 性别 年龄 民族 出生年月 籍贯 国籍 证书 批次 有效期 有效期起 有效期止 起 止
    发证机关 依据 文号 单价 规格 型号 税价 价税合计 开票 购方 销方 购买方 销售方 计划 目标 目标值 完成情况 完成值
    实际 实际值 预计 本月 本年 本期 本季 累计 本年累计 上年 上月 上期 同期 上年同期 去年同期 同比 环比 增长 增速
    增减 增幅 指标 指标名称 从业人员 得分 分数 排名 名次 来源 渠道 经度 纬度 小计 合计 情况 问题 措施 责任人 用途
    租金 计量单位 标签 链接 姓 名 层次 币种 亮点 成果 主营业务 主营产品 官网 当月营收 營收 公司代號 產業別 名稱 年資
    類別 電話 備註 單位 項目 統一編號 負責人 实验室方向 研究方向 发展方向 有效 主要指标
"""
ENDINGS = frozenset(_ENDINGS.split())

# Names of columns by themselves or behind one of the words of belonging; values end with them as well.
_WHOLE = """
    企业 公司 项目 产业 园区 投资 融资 单位 机构 完成 专利 产品 人才 人员 职工 作者 代表 人物 合同 资质 称号 团队
    论文 院校 学校 区域 载体 资金 部门 国家 城市 省份 行业 领域
"""
WHOLE = frozenset(_WHOLE.split())
BELONGING = (
    r"^(?:本季|累计|全年|上半年|下半年|所属|所在|归属|服务|关联|主管|责任|牵头|申报|承担|建设|实施|主要|主营|对接|推荐|合作|本年|本月|从业|技术|研发|在职|投资|依托|申请"
    r"|入驻|被投|核心|毕业|国民经济|细分|产业|技术)"
)
ENGLISH_ENDINGS = (
    r"(?:name|id|no|num|number|code|date|time|year|month|day|quarter|amount|value|valuation|type|kind|status|state|stage"
    r"|address|company|enterprise|firm|industry|sector|field|region|country|city|area|place|location|province|park|round"
    r"|investors?|funding|revenue|income|profit|tax|cost|price|rate|ratio|share|percentage|count|total|size|level|rank"
    r"|grade|title|position|degree|education|qualification|experience|salary|phone|tel|email|website|url|link|description"
    r"|remarks?|notes?|comment|currency|unit|market|category|flag|tags?|source|owner|contact|employees?|headcount"
    r"|founded|joined|begin|end|start|expiry|metric|target|actual|business|controller|capital|limit|money|population)"
    r"[\s_.*:]*$"
)

# Units in English → as our contracts write them.
ENGLISH_UNITS = {
    "rmb 10k": "万元", "rmb10k": "万元", "10k rmb": "万元", "10k yuan": "万元",
    "rmb 10,000": "万元", "10,000 yuan": "万元", "rmb 10 thousand": "万元",
    "rmb thousand": "千元", "rmb '000": "千元", "thousand yuan": "千元",
    "rmb million": "百万元", "million yuan": "百万元",
    "rmb 100 million": "亿元", "100 million yuan": "亿元",
    "yuan": "元", "rmb": "元", "cny": "元",
}  # fmt: skip

# The patterns below are RE2's too: they are tried on whole columns.
_SUM = r"(?:合\s*计|小\s*计|总\s*计)"
_OF_WHAT = r"(?:本[页月年季期表]|当页|全[部市区园]|园区|部门|分类)"
_BEFORE_SUM = r"(?:[(（]?[一二三四五六七八九十]*[)）、.]?)?\s*"
_AFTER_SUM = r"\s*(?:[:：]|[(（].{0,20}[)）])?\s*$"
TOTAL = (
    rf"^{_BEFORE_SUM}(?:{_OF_WHAT}?\s*(?:{_SUM}|共\s*计|总\s*和)|累\s*计|本年累计"
    rf"|(?i:(?:grand\s+|sub\s*-?\s*)?totals?)){_AFTER_SUM}"
)
RATIO = r"^\s*(?:平\s*均(?:值|数)?|均\s*值|(?i:average))\s*[:：]?\s*$"
TOTAL_ENDING = rf"{_SUM}\s*[:：]?\s*$"
TOTAL_ENDS = (
    "计",
    "和",
    "均",
    "值",
    "数",
    "verage",
    "otal",
    "OTAL",
    "otals",
    "OTALS",
    ":",
    "：",
    ")",
    "）",
)  # with which every text above ends
_SIGNED = (
    r"(?:数据来源|資料來源|资料来源|来源|制\s*表|填\s*表|填\s*报|审\s*核|复\s*核|核\s*对|统\s*计|单位负责人|负责人|经\s*办|联系人|联系电话|联系方式"
    r"|打\s*印|导\s*出|报\s*送|报\s*出|签\s*字|签\s*名|签\s*章|盖\s*章|领导签|主\s*管|会\s*计|出\s*纳|收款人|开票人|制\s*单|记\s*账|注|备\s*注"
    r"|说\s*明|附\s*注|附|(?i:sources?|notes?|prepared|printed|exported|checked|approved))"
)
_OPENED = r"^\s*[(（\[【*※]*\s*"
FOOTER = (
    rf"{_OPENED}(?:{_SIGNED}[^:：]{{0,10}}[:：]|{_SIGNED}(?:人|员|说明)?\s*$|填表说明|注\s*[\d①一]|截[至止]\s*\d{{4}}"
    r"|(?:打印|导出|制表|填表|填报|统计|报送)(?:日期|时间)|(?i:(?:printed|exported|prepared)\s+(?:on|by|at)\b)"
    r"|第\s*\d+\s*页|共\s*\d+\s*页|(?i:page)\s*\d+|续表\s*$|(?:续\s*)?[接下]页\s*$)"
)
PAGE = rf"{_OPENED}(?:第\s*\d+\s*页|共\s*\d+\s*页|(?i:page)\s*\d+|续表|(?:续\s*)?[接下]页)"
BANNER = r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．:：)）]|第[一二三四五六七八九十]{1,3}[部章节类批])"
