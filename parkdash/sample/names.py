"""Invented names and codes. Brands are pairs of rare characters, people carry stem-and-branch names (甲子, 乙丑 …)
and all codes are of the region 000000, so that nobody and nothing here can be real."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parkdash.sample.dates import Days

FIRST = (
    "霁岫珩琤漪澍栩昀旻峤翊煦砚筠苓蘅蓁棠槿樾沅泠淅渌湄溆滢漱澹濯瀚煊"
    "熠璟璞璇瓒睿祯秣穆笙筱箬绮缦翎聿芃芷茉莳菀葳蕤薇衍谌逸邃钰铎霈韫"
)
LAST = (
    "川岭禾屿榕桐柏舟帆泽湾浦汀洲岸峰崖原野陌桥亭阁轩台廷径塘渡津港岛"
    "礁潮汐涛波澜溪涧泉源渊林森木叶枝梧桑麦稷禹尧辰旭晖曜朗皓昊晟晏和"
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"

# industry, the words its firms carry, chain
INDUSTRIES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("软件和信息技术服务业", ("软件", "信息科技", "数据科技", "云计算"), "人工智能与大数据"),
    ("互联网和相关服务", ("网络科技", "数字科技", "物联科技"), "人工智能与大数据"),
    ("电子元器件制造业", ("微电子", "光电科技", "传感技术", "半导体材料"), "新一代信息技术"),
    ("医药制造业", ("生物医药", "制药", "生物技术"), "生物医药"),
    ("医疗器械制造业", ("医疗科技", "医疗器械", "诊断技术"), "生物医药"),
    ("通用设备制造业", ("智能装备", "精密机械", "流体技术"), "高端装备"),
    ("专用设备制造业", ("机器人", "激光技术", "自动化"), "高端装备"),
    ("新材料制造业", ("新材料", "膜科技", "高分子材料"), "新材料"),
    ("汽车零部件制造业", ("汽车部件", "智行科技", "电驱动"), "智能网联汽车"),
    ("新能源产业", ("新能源", "储能科技", "氢能科技"), "新能源与储能"),
    ("节能环保产业", ("环境科技", "节能技术", "水处理技术"), "新能源与储能"),
    ("研究和试验发展", ("检测技术", "技术研究", "工业设计"), "现代科技服务"),
)

_ALPHABET = np.array(list("0123456789ABCDEFGHJKLMNPQRTUWXY"))  # GB 32100: without I, O, S, V, Z
_ORGANISATION = np.array([int(c, 36) for c in _ALPHABET])  # GB 11714 counts A as 10 … Z as 35
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_CODE_WEIGHTS = np.array([3**i % 31 for i in range(17)])


def brands(rng: np.random.Generator, count: int) -> NDArray[np.str_]:
    """`count` different brands: two characters, or three and more when the pairs do not suffice."""
    length = 2
    while len(FIRST) ** length < count:
        length += 1
    picked = rng.permutation(len(FIRST) ** length)[:count]
    letters = []
    for place in range(length):
        picked, letter = np.divmod(picked, len(FIRST))
        letters.append(np.array(list(LAST if place == length - 1 else FIRST))[letter])
    return _joined(np.stack(letters, axis=1))


def enterprise_names(rng: np.random.Generator, brand: NDArray[np.str_], industry: Days) -> NDArray[np.str_]:
    """Full names such as 霁川智能装备有限公司, one per brand."""
    names = np.empty(len(brand), dtype=f"U{len(str(brand[0])) + 9}" if len(brand) else "U9")
    for number, (_, words, _) in enumerate(INDUSTRIES):
        mine = np.flatnonzero(industry == number)
        word = np.array(words)[rng.integers(0, len(words), len(mine))]
        names[mine] = np.char.add(np.char.add(brand[mine], word), "有限公司")
    return names


def credit_codes(count: int) -> NDArray[np.str_]:
    """Different unified social credit codes of region 000000, with both check digits right."""
    numbers = np.arange(count, dtype=np.int64) * 7_919 + 104_729
    body = np.empty((count, 8), dtype=np.int64)
    body[:, 0], body[:, 1] = 21, 10  # "MA", as newly registered firms have
    for place in range(7, 1, -1):
        numbers, body[:, place] = np.divmod(numbers, 31)
    check = (11 - _ORGANISATION[body] @ _ORGANISATION_WEIGHTS % 11) % 11  # 10 is written X
    check = np.where(check == 10, 29, check)
    head = np.tile(np.array([9, 1, 0, 0, 0, 0, 0, 0]), (count, 1))
    digits = np.concatenate([head, body, check[:, None]], axis=1)
    last = (31 - digits @ _CODE_WEIGHTS % 31) % 31
    return _joined(_ALPHABET[np.concatenate([digits, last[:, None]], axis=1)])


def person_names(rng: np.random.Generator, count: int) -> NDArray[np.str_]:
    """Names such as 沈甲子; they repeat, as people's names do."""
    parts = [np.array(list(letters))[rng.integers(0, len(letters), count)] for letters in (SURNAMES, STEMS, BRANCHES)]
    return _joined(np.stack(parts, axis=1))


def numbered(prefix: str, numbers: Days, width: int) -> NDArray[np.str_]:
    """Texts such as RC000012: a prefix and a number padded with zeros."""
    places = 10 ** np.arange(width - 1, -1, -1)
    digits = np.array(list("0123456789"))[np.asarray(numbers)[:, None] // places % 10]
    return np.char.add(prefix, _joined(digits))


def _joined(letters: NDArray[np.str_]) -> NDArray[np.str_]:
    return np.ascontiguousarray(letters).view(f"U{letters.shape[1]}").ravel()
