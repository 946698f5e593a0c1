"""How usual the characters are that bytes give in each encoding: the evidence by which an encoding is told.

A weight is 0 for what such files are made of and the lower the stranger. Bytes read in a wrong encoding give characters
that nobody writes: the standards list common and rare characters apart, and their tables tell which is which.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

USUAL, VERY_USUAL = 0.0, 1.0
UNUSUAL, RARE, WRONG = -3.0, -4.0, -8.0
TRADITIONAL_IN_GBK = -1.5
# The characters that headers, firms, places and dates of such files are made of.
SIMPLIFIED = (
    "的一是在有人大中国公司限企业名称成立日期年月金额万元亿注册资本地址省市县区园科技术发展服务信息网络"
    "软件智能电子商贸易投资管理集团股份合伙个体工商统社会用代码行类型法定表联系电话状态备号序总计数据来源说明单位"
    "姓性别出生学历专职务部门项目编内容阶段轮次时间高新产品上海北京深圳广州天津重庆江苏浙山东南西湖"
    "是否不无已未其他及和与分所住经营范围营收入利润税从业员人才研发费用知识权利证书有效期至起止小微型规模"
)
TRADITIONAL = (
    "的一是在有人大中國公司限企業名稱成立日期年月金額萬元億註冊資本地址省市縣區園科技術發展服務資訊網絡"
    "軟件體智能電子商貿易投資管理集團股份合夥工統社會用代碼號行類型法定表聯絡話狀態備序總計數據來源說明單位"
    "姓性別出生學歷專職務部門項目編內容階段輪次時間高新產品上海北京深圳廣州香港臺台灣新竹江蘇浙山東南西湖"
    "是否不無已未其他及和與分所住經營範圍營收入利潤稅從業員人才研發費用知識權證書有效期至起止小微型規模當去比較增減累"
)
_SURROGATES = range(0xD800, 0xE000)
_PRIVATE = range(0xE000, 0xF900)


def mean_weight(text: str, encoding: str) -> float:
    """How usual the characters beyond ASCII are in the mean, as texts of that encoding go; 0 without any."""
    points = np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    points = points[points >= 0x80]
    if not len(points):
        return USUAL
    return float(_weights(encoding)[np.minimum(points, 0xFFFF)].mean())


def western_weight(content: bytes) -> float:
    """How usual the bytes beyond ASCII are in the mean if they are Windows-1252: accented letters stand in words of
    plain ones, signs stand alone."""
    octets = np.frombuffer(b"\n\n" + content + b"\n\n", dtype=np.uint8)
    high = octets >= 0x80
    letter = (octets | 0x20) - ord("a") < 26
    accented = np.isin(octets, _ACCENTED)
    sign = np.isin(octets, _SIGNS)
    inner = slice(2, -2)
    near = letter[1:-3] | letter[3:-1]
    second = (accented[1:-3] & letter[:-4]) | (accented[3:-1] & letter[4:])
    paired = sign[1:-3] | sign[3:-1]
    crowded = high[1:-3] & high[3:-1]
    weights = np.full(len(octets) - 4, RARE)
    weights[accented[inner] & (near | second) & ~crowded] = USUAL
    weights[sign[inner] & ~crowded & ~paired] = USUAL
    capital_inside = (octets[inner] < 0xDF) & accented[inner] & (octets[1:-3] >= ord("a")) & letter[1:-3]
    weights[capital_inside] = UNUSUAL
    weights[np.isin(octets[inner], _UNDEFINED)] = WRONG
    found = weights[high[inner]]
    return float(found.mean()) if len(found) else USUAL


_ACCENTED = np.array([0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F, *(set(range(0xC0, 0x100)) - {0xD7, 0xF7, 0xFF})])
_SIGNS = np.frombuffer("€…‘’“”•–—™\xa0£§©«®°±²³µ·º»¼½¾×".encode("cp1252"), dtype=np.uint8)
_UNDEFINED = np.array([0x81, 0x8D, 0x8F, 0x90, 0x9D])


@cache
def _weights(encoding: str) -> np.ndarray:
    """The weight of each character of the basic plane; beyond it everything is as rare as the last."""
    weights = np.full(0x10000, RARE)
    weights[0x80:0x100] = UNUSUAL
    weights[0x2000:0x2300] = weights[0x3000:0x3040] = weights[0xFF00:0xFFEF] = USUAL  # punctuation, full width
    if encoding == "big5hkscs":
        _set(weights, _pairs("big5hkscs", range(0xA4, 0xC7)), USUAL)
        _set(weights, _pairs("big5hkscs", range(0xC9, 0xFA)), UNUSUAL)
        _set(weights, _pairs("big5hkscs", range(0xA1, 0xA4)), USUAL)
        _set(weights, map(ord, TRADITIONAL), VERY_USUAL)
    else:
        _set(weights, _pairs("big5hkscs", range(0xA4, 0xC7)), TRADITIONAL_IN_GBK)
        _set(weights, _pairs("gb2312", range(0xD8, 0xF8)), UNUSUAL)
        _set(weights, _pairs("gb2312", range(0xB0, 0xD8)), USUAL)
        _set(weights, _pairs("gb2312", range(0xA1, 0xAA)), USUAL)
        _set(weights, map(ord, SIMPLIFIED), VERY_USUAL)
    if encoding.startswith("utf"):
        weights[0xA0:0x250] = USUAL  # one encoding for all scripts
        _set(weights, map(ord, TRADITIONAL), VERY_USUAL)
    for unwanted in (_SURROGATES, _PRIVATE, range(0x80, 0xA0), (0xFFFD, 0xFFFE, 0xFFFF)):
        _set(weights, unwanted, WRONG)
    return weights


def _set(weights: np.ndarray, points: Iterable[int], weight: float) -> None:
    weights[[point for point in points if point < 0xFFFF or weight == WRONG]] = weight


def _pairs(encoding: str, leads: range) -> list[int]:
    """The characters of all pairs of bytes with these first ones."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return [ord(char) for pair in pairs if len(char := pair.decode(encoding, errors="ignore")) == 1]
