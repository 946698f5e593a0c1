"""Tables as Chinese offices make them: each as a real workbook, with what has to be found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.ingest.laying import Rows, headers, left, only, records

CODE = "91110000MA000000"


@dataclass(frozen=True)
class Office:
    """A sheet and what is in it: `first` and `last` are the first two cells of the first and the last record."""

    name: str
    rows: Rows
    headers: list[str]
    numbers: list[int]
    first: tuple[str, ...]
    merged: str = ""
    title: str = ""
    unit: str = ""
    units: dict[str, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    footers: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    last: tuple[str, ...] = ()


OFFICES = [
    Office(
        "monthly report with title, office, unit and signatures",
        [
            ["2025年10月园区企业月报表"],
            ["填报单位：一号园管委会", None, None, None, "单位：万元"],
            ["序号", "企业名称", "营业收入", "利润总额", "从业人员"],
            [1, "甲科技有限公司", 1200.5, 30, 25],
            [2, "乙软件有限公司", 800, -5, 12],
            ["合计", None, 2000.5, 25, 37],
            ["制表人：张三", None, "审核：李四", None, "2025年11月3日"],
        ],
        ["序号", "企业名称", "营业收入", "利润总额", "从业人员"],
        [4, 5],
        ("1", "甲科技有限公司", "1200.5", "30", "25"),
        merged="A1:E1 A6:B6",
        title="2025年10月园区企业月报表 填报单位：一号园管委会 单位：万元",
        unit="万元",
        totals=[6],
        footers=[7],
    ),
    Office(
        "two levels with merged groups and merged single headers",
        [
            ["企业经营情况表"],
            ["序号", "企业名称", "营业收入(万元)", None, "税收(万元)", None, "备注"],
            [None, None, "本月", "累计", "本月", "累计", None],
            [1, "甲公司", 10, 100, 1, 9, "新入驻"],
            [2, "乙公司", 20, 200, 2, 18, None],
        ],
        [
            "序号",
            "企业名称",
            "营业收入(万元)/本月",
            "营业收入(万元)/累计",
            "税收(万元)/本月",
            "税收(万元)/累计",
            "备注",
        ],
        [4, 5],
        ("1", "甲公司", "10", "100", "1", "9", "新入驻"),
        merged="A1:G1 A2:A3 B2:B3 C2:D2 E2:F2 G2:G3",
        title="企业经营情况表",
    ),
    Office(
        "two levels without any merged cell",
        [
            ["序号", "企业名称", "营业收入", None, "税收", None, "备注"],
            [None, None, "本月", "累计", "本月", "累计", None],
            [1, "甲公司", 10, 100, 1, 9, None],
            [2, "乙公司", 20, 200, 2, 18, None],
        ],
        ["序号", "企业名称", "营业收入/本月", "营业收入/累计", "税收/本月", "税收/累计", "备注"],
        [3, 4],
        ("1", "甲公司", "10", "100", "1", "9", ""),
    ),
    Office(
        "three levels",
        [
            ["项目台账"],
            ["项目名称", "总投资", "2025年完成情况", None, None, None],
            [None, None, "上半年", None, "下半年", None],
            [None, None, "计划", "完成", "计划", "完成"],
            ["一期厂房", 5000, 100, 90, 200, 0],
            ["二期厂房", 6000, 300, 310, 400, 0],
        ],
        [
            "项目名称",
            "总投资",
            "2025年完成情况/上半年/计划",
            "2025年完成情况/上半年/完成",
            "2025年完成情况/下半年/计划",
            "2025年完成情况/下半年/完成",
        ],
        [5, 6],
        ("一期厂房", "5000", "100", "90", "200", "0"),
        merged="A1:F1 A2:A4 B2:B4 C2:F2 C3:D3 E3:F3",
        title="项目台账",
    ),
    Office(
        "group names above a complete row of headers",
        [
            [None, None, "资质情况", None, "联系方式", None],
            ["企业名称", "成立日期", "高企", "专精特新", "联系人", "电话"],
            ["甲公司", date(2015, 8, 1), "是", "否", "王五", "010-12345678"],
            ["乙公司", date(2018, 3, 1), "否", "否", "赵六", "010-12345679"],
        ],
        ["企业名称", "成立日期", "资质情况/高企", "资质情况/专精特新", "联系方式/联系人", "联系方式/电话"],
        [3, 4],
        ("甲公司", "2015-08-01", "是", "否", "王五", "010-12345678"),
        merged="C1:D1 E1:F1",
    ),
    Office(
        "list of high-tech enterprises with a document number",
        [
            ["附件"],
            ["2024年第一批高新技术企业备案名单"],
            ["国科火字〔2024〕12号"],
            [],
            ["序号", "企业名称", "证书编号", "发证日期"],
            [1, "甲科技有限公司", "GR202411000001", "2024-10-29"],
            [2, "乙科技有限公司", "GR202411000002", "2024-10-29"],
            [3, "合计科技有限公司", "GR202411000003", "2024-10-29"],
        ],
        ["序号", "企业名称", "证书编号", "发证日期"],
        [6, 7, 8],
        ("1", "甲科技有限公司", "GR202411000001", "2024-10-29"),
        merged="A2:D2 A3:D3",
        title="附件 2024年第一批高新技术企业备案名单 国科火字〔2024〕12号",
    ),
    Office(
        "statistics form with a unit row and a row of column numbers",
        [
            ["规模以上企业统计月报"],
            ["表号：B203表", None, None, "金额单位:千元"],
            ["指标名称", "代码", "本月", "累计"],
            [None, None, "(千元)", "(千元)"],
            ["甲", "乙", 1, 2],
            ["营业收入", "01", 100, 900],
            ["利润总额", "02", 10, 80],
        ],
        ["指标名称", "代码", "本月", "累计"],
        [6, 7],
        ("营业收入", "01", "100", "900"),
        merged="A1:D1",
        title="规模以上企业统计月报 表号：B203表 金额单位:千元",
        unit="千元",
        units={"本月": "千元", "累计": "千元"},
        notes=[4, 5],
    ),
    Office(
        "units in the header, four ways",
        [
            [
                "企业名称",
                "营业收入(万元)",
                "税收（万元）",
                "研发费用/万元",
                "出口额，万美元",
                "用工\n（人）",
                "占地(亩)",
            ],
            ["甲公司", 100, 3, 5, 1, 20, 2],
            ["乙公司", 200, 6, 9, 0, 30, 3],
        ],
        ["企业名称", "营业收入(万元)", "税收（万元）", "研发费用/万元", "出口额，万美元", "用工\n（人）", "占地(亩)"],
        [2, 3],
        ("甲公司", "100", "3", "5", "1", "20", "2"),
        units={
            "营业收入(万元)": "万元",
            "税收（万元）": "万元",
            "研发费用/万元": "万元",
            "出口额，万美元": "万美元",
            "用工\n（人）": "人",
            "占地(亩)": "亩",
        },
    ),
    Office(
        "blank rows and a blank column before the table",
        [
            [],
            [],
            [None, None, "企业名称", "入驻日期"],
            [None, None, "甲公司", date(2025, 1, 2)],
            [],
            [None, None, "乙公司", date(2025, 2, 3)],
        ],
        ["企业名称", "入驻日期"],
        [4, 6],
        ("甲公司", "2025-01-02"),
    ),
    Office(
        "subtotals of groups and a grand total",
        [
            ["园区", "企业名称", "营业收入"],
            ["一号园", "甲公司", 10],
            ["一号园", "乙公司", 20],
            ["一号园", "小计", 30],
            ["二号园", "丙公司", 5],
            ["二号园小计", None, 5],
            ["总 计", None, 35],
        ],
        ["园区", "企业名称", "营业收入"],
        [2, 3, 5],
        ("一号园", "甲公司", "10"),
        totals=[4, 6, 7],
    ),
    Office(
        "sections between the records",
        [
            ["序号", "企业名称", "证书编号", "有效期至"],
            ["一、高新技术企业（2家）"],
            [1, "甲公司", "GR1001", "2026-01-01"],
            [2, "乙公司", "GR1002", "2026-02-01"],
            ["二、专精特新企业（1家）"],
            [1, "丙公司", "ZJ2001", "2027-01-01"],
        ],
        ["序号", "企业名称", "证书编号", "有效期至"],
        [3, 4, 6],
        ("1", "甲公司", "GR1001", "2026-01-01"),
        merged="A2:D2 A5:D5",
        notes=[2, 5],
    ),
    Office(
        "printed pages with repeated title and header",
        [
            ["人才名册"],
            ["姓名", "学历", "职称"],
            ["王一", "硕士", "高级工程师"],
            ["王二", "博士", "教授"],
            ["第 1 页 共 2 页"],
            ["人才名册"],
            ["姓名", "学历", "职称"],
            ["王三", "本科", "工程师"],
            ["王四", "硕士", "工程师"],
            ["第 2 页 共 2 页"],
        ],
        ["姓名", "学历", "职称"],
        [3, 4, 8, 9],
        ("王一", "硕士", "高级工程师"),
        title="人才名册",
        footers=[5, 10],
    ),
    Office(
        "names with blanks, stars and line breaks",
        [
            ["*统一社会\n信用代码", "企 业 名 称 *", "1.成立日期", "2.注册资本（万元）"],
            [CODE + "01", "甲公司", "2015年8月", 500],
            [CODE + "02", "乙公司", "2016年1月", 800],
        ],
        ["*统一社会\n信用代码", "企 业 名 称 *", "1.成立日期", "2.注册资本（万元）"],
        [2, 3],
        (CODE + "01", "甲公司", "2015年8月", "500"),
        units={"2.注册资本（万元）": "万元"},
    ),
    Office(
        "source, remarks and signatures below",
        [
            ["企业名称", "融资轮次", "融资金额", "投资方"],
            ["甲公司", "A轮", "3000万元", "某基金"],
            ["乙公司", "B轮", "1亿元", "某资本"],
            [],
            ["数据来源：投促局"],
            ["注：1.金额为到账金额。"],
            ["2.不含政府补助。"],
            ["填表人：张三", None, "联系电话：12345678", None],
        ],
        ["企业名称", "融资轮次", "融资金额", "投资方"],
        [2, 3],
        ("甲公司", "A轮", "3000万元", "某基金"),
        merged="A5:D5 A6:D6 A7:D7",
        footers=[5, 6, 7, 8],
    ),
    Office(
        "ledger of projects with merged groups",
        [
            ["2025年重点项目推进台账"],
            ["单位：亿元"],
            ["类别", "序号", "项目名称", "投资（亿元）", None, "当前阶段", "责任人"],
            [None, None, None, "总投资", "已完成", None, None],
            ["制造业", 1, "芯片项目", 10, 2, "开工", "张三"],
            [None, 2, "电池项目", 20, 3, "签约", "李四"],
            ["服务业", 3, "云平台", 5, 1, "投产", "王五"],
            [None, 4, "检测中心", 6, 1, "在谈", "赵六"],
            ["合计", None, "4个", 41, 7, None, None],
        ],
        ["类别", "序号", "项目名称", "投资（亿元）/总投资", "投资（亿元）/已完成", "当前阶段", "责任人"],
        [5, 6, 7, 8],
        ("制造业", "1", "芯片项目", "10", "2", "开工", "张三"),
        merged="A1:G1 A2:G2 A3:A4 B3:B4 C3:C4 D3:E3 F3:F4 G3:G4 A5:A6 A7:A8 A9:B9",
        title="2025年重点项目推进台账 单位：亿元",
        unit="亿元",
        totals=[9],
        last=("服务业", "4", "检测中心", "6", "1", "在谈", "赵六"),
    ),
    Office(
        "list of invoices",
        [
            ["销项发票明细", None, None, None, None],
            ["纳税人名称：甲公司", None, None, "所属期：2025-10", None],
            ["发票号码", "开票日期", "购买方名称", "金额", "税额"],
            ["25112000000012345678", "2025-10-08", "乙公司", 1000, 130],
            ["25112000000012345679", "2025-10-09", "丙公司", 2000, 260],
            ["合计", None, None, 3000, 390],
        ],
        ["发票号码", "开票日期", "购买方名称", "金额", "税额"],
        [4, 5],
        ("25112000000012345678", "2025-10-08", "乙公司", "1000", "130"),
        merged="A1:E1",
        title="销项发票明细 纳税人名称：甲公司 所属期：2025-10",
        totals=[6],
    ),
    Office(
        "a form above the table",
        [
            ["企业名称", "甲公司", "统一社会信用代码", CODE + "01"],
            ["联系人", "王五", "填报日期", "2025-11-01"],
            [],
            ["月份", "营业收入(万元)", "利润(万元)", "从业人数"],
            ["2025-08", 10, 1, 20],
            ["2025-09", 12, 2, 21],
            ["2025-10", 13, 1, 22],
        ],
        ["月份", "营业收入(万元)", "利润(万元)", "从业人数"],
        [5, 6, 7],
        ("2025-08", "10", "1", "20"),
        title=f"企业名称 甲公司 统一社会信用代码 {CODE}01 联系人 王五 填报日期 2025-11-01",
        units={"营业收入(万元)": "万元", "利润(万元)": "万元"},
    ),
    Office(
        "code names under the headers",
        [
            ["企业名称", "信用代码", "成立日期"],
            ["ent_name", "credit_code", "found_date"],
            ["甲公司", CODE + "01", "2015-08-01"],
            ["乙公司", CODE + "02", "2016-08-01"],
        ],
        ["企业名称", "信用代码", "成立日期"],
        [3, 4],
        ("甲公司", CODE + "01", "2015-08-01"),
        notes=[2],
    ),
    Office(
        "an example and what must be filled in under the headers",
        [
            ["企业名称", "入驻日期", "面积(平方米)"],
            ["必填", "必填", "选填"],
            ["例：某某公司", "2025-01-01", 100],
            ["甲公司", "2025-03-01", 120],
            ["乙公司", "2025-04-01", 80],
        ],
        ["企业名称", "入驻日期", "面积(平方米)"],
        [4, 5],
        ("甲公司", "2025-03-01", "120"),
        units={"面积(平方米)": "平方米"},
        notes=[2, 3],
    ),
    Office(
        "a weekly report with long texts",
        [
            ["招商项目周报（第43周）"],
            ["统计时间：2025.10.20-2025.10.24", None, None, None, "单位：亿元"],
            ["序号", "项目名称", "投资额", "本周进展", "存在问题"],
            [1, "芯片项目", 10, "10月21日完成土地摘牌，正在办理规划许可。", "资金到位较慢，需要协调银行。"],
            [2, "电池项目", 20, "与企业就厂房租赁进行第三轮磋商。", None],
        ],
        ["序号", "项目名称", "投资额", "本周进展", "存在问题"],
        [4, 5],
        ("1", "芯片项目", "10", "10月21日完成土地摘牌，正在办理规划许可。", "资金到位较慢，需要协调银行。"),
        merged="A1:E1",
        title="招商项目周报（第43周） 统计时间：2025.10.20-2025.10.24 单位：亿元",
        unit="亿元",
    ),
    Office(
        "unit of another kind and an office called 单位",
        [
            ["从业人员情况"],
            ["填报单位：开发区管委会", None, "计量单位：人"],
            ["单位名称", "年末人数", "本科及以上"],
            ["甲公司", 100, 60],
            ["乙公司", 50, 20],
        ],
        ["单位名称", "年末人数", "本科及以上"],
        [4, 5],
        ("甲公司", "100", "60"),
        title="从业人员情况 填报单位：开发区管委会 计量单位：人",
        unit="人",
    ),
    Office(
        "a single column",
        [["入库企业名单"], ["企业名称"], ["甲科技有限公司"], ["乙科技有限公司"]],
        ["企业名称"],
        [3, 4],
        ("甲科技有限公司",),
        title="入库企业名单",
    ),
    Office(
        "tenants of a building with vertically merged floors",
        [
            ["创新大厦入驻企业一览表"],
            ["楼层", "房号", "企业名称", "面积", "租金"],
            ["3层", "301", "甲公司", 100, 5000],
            [None, "302", "乙公司", 80, 4000],
            [None, "303", "空置", 60, None],
            ["4层", "401", "丙公司", 200, 9000],
            [None, "402", "丁公司", 90, 4500],
        ],
        ["楼层", "房号", "企业名称", "面积", "租金"],
        [3, 4, 5, 6, 7],
        ("3层", "301", "甲公司", "100", "5000"),
        merged="A1:E1 A3:A5 A6:A7",
        title="创新大厦入驻企业一览表",
        last=("4层", "402", "丁公司", "90", "4500"),
    ),
    Office(
        "targets with a row of plan and a note in front",
        [
            ["填表说明：请于每月5日前报送。"],
            ["责任部门", "指标", "年度目标", "截至本月完成", "完成率"],
            ["招商局", "签约项目（个）", 30, 21, "70%"],
            ["科技局", "高新技术企业（家）", 50, 44, "88%"],
        ],
        ["责任部门", "指标", "年度目标", "截至本月完成", "完成率"],
        [3, 4],
        ("招商局", "签约项目（个）", "30", "21", "70%"),
        title="填表说明：请于每月5日前报送。",
    ),
    Office(
        "English headers under a bilingual title",
        [
            ["Financing events 2025 (unit: RMB 10k)"],
            ["No.", "Company", "Date", "Round", "Amount"],
            [1, "Alpha Ltd", "2025-03-01", "A", 3000],
            [2, "Beta Ltd", "2025-04-01", "B", 9000],
            ["Total", None, None, None, 12000],
            ["Source: investment office"],
        ],
        ["No.", "Company", "Date", "Round", "Amount"],
        [3, 4],
        ("1", "Alpha Ltd", "2025-03-01", "A", "3000"),
        title="Financing events 2025 (unit: RMB 10k)",
        unit="万元",
        totals=[5],
        footers=[6],
    ),
    Office(
        "traditional characters",
        [
            ["公司代號", "公司名稱", "產業別", "營業收入"],
            ["1101", "台泥", "水泥工業", 13535929],
            ["1102", "亞泥", "水泥工業", 5836590],
        ],
        ["公司代號", "公司名稱", "產業別", "營業收入"],
        [2, 3],
        ("1101", "台泥", "水泥工業", "13535929"),
    ),
    Office(
        "policy payouts with numbering in brackets and a date of print",
        [
            ["序号", "企业名称", "政策名称", "核定金额", "拨付日期"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            [1, "甲公司", "研发补助", 20, "2025-06-01"],
            [2, "乙公司", "租金补贴", 10, "2025-06-02"],
            ["累计", None, None, 30, None],
            ["打印日期：2025-11-01"],
        ],
        ["序号", "企业名称", "政策名称", "核定金额", "拨付日期"],
        [3, 4],
        ("1", "甲公司", "研发补助", "20", "2025-06-01"),
        notes=[2],
        totals=[5],
        footers=[6],
    ),
    Office(
        "a title at the right and a table without numbers",
        [
            ["科技特派员名册", None, None, None],
            [None, None, None, "2025年10月"],
            ["姓名", "所在单位", "服务企业", "联系电话"],
            ["王一", "某大学", "甲公司", "13800000000"],
            ["王二", "某研究院", "乙公司", "13800000001"],
            ["王三", "某大学", "丙公司", None],
        ],
        ["姓名", "所在单位", "服务企业", "联系电话"],
        [4, 5, 6],
        ("王一", "某大学", "甲公司", "13800000000"),
        merged="A1:D1",
        title="科技特派员名册 2025年10月",
    ),
    Office(
        "levels already joined",
        [
            ["企业名称", "营业收入/本月", "营业收入/累计", "税收/本月（万元）"],
            ["甲公司", 1, 10, 2],
            ["乙公司", 2, 20, 3],
        ],
        ["企业名称", "营业收入/本月", "营业收入/累计", "税收/本月（万元）"],
        [2, 3],
        ("甲公司", "1", "10", "2"),
        units={"税收/本月（万元）": "万元"},
    ),
    Office(
        "many blank cells in the records",
        [
            ["项目名称", "签约日期", "开工日期", "投产日期", "达产日期", "备注"],
            ["芯片项目", "2025-01-01", None, None, None, None],
            ["电池项目", None, None, None, None, None],
            ["云平台", None, None, None, None, "暂缓"],
            ["检测中心", None, None, None, None, None],
        ],
        ["项目名称", "签约日期", "开工日期", "投产日期", "达产日期", "备注"],
        [2, 3, 4, 5],
        ("芯片项目", "2025-01-01", "", "", "", ""),
    ),
]


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name)
def test_an_office_table_is_found(office: Office) -> None:
    sheet = only(office.rows, office.merged)
    layout = sheet.layout
    assert layout.shape == "table"
    assert headers(sheet) == office.headers
    assert sheet.rows.to_pylist() == office.numbers
    assert records(sheet)[0] == office.first
    assert records(sheet)[-1] == (office.last or records(sheet)[-1])
    assert (layout.title, layout.unit) == (office.title, office.unit)
    if office.units:
        assert {header: unit for header, unit in zip(sheet.headers, layout.units, strict=True) if unit} == office.units
    assert (left(sheet, "total"), left(sheet, "footer"), left(sheet, "note")) == (
        office.totals,
        office.footers,
        office.notes,
    )


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name)
def test_the_found_header_rows_given_again_find_the_same(office: Office) -> None:
    sheet = only(office.rows, office.merged)
    again = only(office.rows, office.merged, header_rows=sheet.layout.header_rows)
    assert (again.headers, records(again), again.layout) == (sheet.headers, records(sheet), sheet.layout)
