"""The five invented parks, their carriers and funds. The second is an enclave (飞地)."""

from __future__ import annotations

from dataclasses import dataclass

from parkdash.sample.dates import day


@dataclass(frozen=True)
class Carrier:
    """A building of a park."""

    name: str
    kind: str
    area_sqm: float


@dataclass(frozen=True)
class Park:
    """A park as its office describes it; `share` is its part of the enterprises (parks one and two stay small)."""

    name: str
    region: str
    operator: str
    opened: int
    area_sqm: float
    is_enclave: bool
    share: float
    carriers: tuple[Carrier, ...]
    fund: str
    fund_established: int
    fund_closes: int
    park_level: str
    leading: str  # industries, joined as a list is stored


PARKS: tuple[Park, ...] = (
    Park(
        "云岫科技园", "霁川市云岫区", "云岫科技园运营有限公司", day("2016-05-18"), 186_000, False, 0.30,
        (
            Carrier("云岫众创空间", "makerspace", 6_200), Carrier("云岫孵化器", "incubator", 21_500),
            Carrier("云岫加速器", "accelerator", 48_300), Carrier("云岫智造产业园", "industrial_park", 110_000),
        ),
        "云岫科创引导基金", day("2018-06-15"), day("2028-06-14"), "provincial", "高端装备、人工智能、生物医药",
    ),
    Park(
        "澜汀数字大厦", "滨汀市澜汀区(飞地)", "澜汀数字产业运营有限公司", day("2019-09-20"), 42_600, True, 0.22,
        (Carrier("澜汀孵化器", "incubator", 15_800), Carrier("澜汀数字大厦主楼", "office", 26_800)),
        "澜汀数字创新基金", day("2020-03-10"), day("2027-03-09"), "municipal", "人工智能与大数据",
    ),
    Park(
        "青梧智造园", "霁川市青梧区", "青梧园区建设运营有限公司", day("2018-03-28"), 214_000, False, 0.20,
        (
            Carrier("青梧孵化器", "incubator", 18_000), Carrier("青梧加速器", "accelerator", 52_000),
            Carrier("青梧智能制造产业园", "industrial_park", 144_000),
        ),
        "青梧智造产业基金", day("2019-01-18"), day("2029-01-17"), "provincial", "高端装备、智能网联汽车",
    ),
    Park(
        "望汐生命科学园", "霁川市望汐区", "望汐生命科学园运营有限公司", day("2020-06-08"), 97_500, False, 0.16,
        (
            Carrier("望汐孵化器", "incubator", 14_500), Carrier("望汐加速器", "accelerator", 31_000),
            Carrier("望汐研发大楼", "office", 52_000),
        ),
        "望汐生命健康基金", day("2021-04-22"), day("2031-04-21"), "municipal", "生物医药",
    ),
    Park(
        "砚屏新材料园", "霁川市砚屏县", "砚屏新材料园开发有限公司", day("2021-04-16"), 158_000, False, 0.12,
        (
            Carrier("砚屏众创空间", "makerspace", 4_300), Carrier("砚屏中试加速器", "accelerator", 38_700),
            Carrier("砚屏新材料产业园", "industrial_park", 115_000),
        ),
        "砚屏新材料基金", day("2022-02-25"), day("2032-02-24"), "municipal", "新材料、新能源与储能",
    ),
)  # fmt: skip

# Who runs the early stages in every park; the park's own operator runs the others.
OPERATORS = {
    "makerspace": "栩帆众创空间运营有限公司", "incubator": "霁禾孵化器管理有限公司",
    "accelerator": "煦澜加速器运营有限公司",
}  # fmt: skip

ONE, TWO, THREE, FIVE = 0, 1, 2, 4
MOST_CARRIERS = 24  # of one park, however many enterprises it has


def operator(park: Park, carrier: Carrier) -> str:
    """Who runs a carrier."""
    return OPERATORS.get(carrier.kind, park.operator)


def carriers(firms_per_park: list[int]) -> list[list[Carrier]]:
    """The carriers of each park: the ones above, and one more building for every 400 enterprises."""
    found = []
    for park, firms in zip(PARKS, firms_per_park, strict=True):
        more = max(0, min(firms // 400, MOST_CARRIERS - len(park.carriers)))
        built = [Carrier(f"{park.name}{number + 1}号楼", "industrial_park", 36_000) for number in range(more)]
        found.append([*park.carriers, *built])
    return found
