"""What hedges are, and what a figure is to its translation, in the words of those who sign."""

from collections.abc import Mapping

from jdpublish.figures.comparing.comparison import Relation
from jdpublish.figures.quantity import Hedge

HEDGES: Mapping[Hedge, str] = {
    Hedge.NONE: "",
    Hedge.ABOUT: "约",
    Hedge.OVER: "超过",
    Hedge.NEARLY: "近",
    Hedge.AT_LEAST: "不少于",
    Hedge.AT_MOST: "不超过",
    Hedge.BELOW: "低于",
}
RELATIONS: Mapping[Relation, str] = {
    Relation.EXACT: "一致",
    Relation.RESCALED: "一致（换级）",
    Relation.CONVERTED: "一致（换算单位）",
    Relation.APPROXIMATE: "取整（已注明）",
    Relation.IMPLIED: "无须写出",
    Relation.ROUNDED: "取整（未注明）",
    Relation.HEDGE: "缺约数词",
    Relation.UNIT: "单位不符",
    Relation.POINTS: "百分比与百分点不符",
    Relation.VALUE: "数值不符",
    Relation.MISSING: "英文缺",
    Relation.EXTRA: "中文无",
}
