"""Charts drawn on the server as SVG numbers: they need no script and no third party."""

import math
from collections.abc import Callable, Mapping, Sequence

MAP_WIDTH, MAP_HEIGHT = 960, 460


def point_on_map(longitude: float | None, latitude: float | None) -> tuple[float, float] | None:
    """Return a point's place on the map (equirectangular, 58° south to 84° north), or None."""
    if longitude is None or latitude is None or not -58 <= latitude <= 84:
        return None
    x = (longitude + 180) / 360 * MAP_WIDTH
    y = (84 - latitude) / 142 * MAP_HEIGHT
    return round(x, 1), round(y, 1)


def stacked_bars(
    series: Mapping[str, Mapping[str, int]], periods: Sequence[str], *, width: int = 900, height: int = 220
) -> list[dict[str, object]]:
    """Return rectangles of a stacked bar chart: one bar a period, one piece a series."""
    totals = [sum(counts.get(period, 0) for counts in series.values()) for period in periods]
    most = max(totals, default=0) or 1
    step = width / max(1, len(periods))
    bars: list[dict[str, object]] = []
    for index, period in enumerate(periods):
        base = float(height)
        for name, counts in series.items():
            count = counts.get(period, 0)
            if not count:
                continue
            tall = count / most * height
            base -= tall
            bars.append(
                {
                    "x": round(index * step + 0.5, 1),
                    "y": round(base, 1),
                    "width": round(max(1.0, step - 1), 1),
                    "height": round(tall, 1),
                    "name": name,
                    "period": period,
                    "count": count,
                }
            )
    return bars


def spring_layout(
    nodes: Sequence[str], edges: Mapping[tuple[str, str], int], *, rounds: int = 150
) -> dict[str, tuple[float, float]]:
    """Return places for the nodes of a small network: neighbours near, all others apart. Always the same."""
    count = len(nodes)
    at = {
        node: [math.cos(2 * math.pi * i / max(1, count)), math.sin(2 * math.pi * i / max(1, count))]
        for i, node in enumerate(nodes)
    }
    apart = 1.8 / max(1, count) ** 0.5
    heaviest = max(edges.values(), default=1)
    for turn in range(rounds):
        heat = 0.15 * (1 - turn / rounds)
        push = {node: [-0.6 * place[0], -0.6 * place[1]] for node, place in at.items()}  # towards the middle
        for i, first in enumerate(nodes):
            for second in nodes[i + 1 :]:
                _push(at, push, (first, second), lambda length: apart * apart / (length + 0.01))
        for pair, weight in edges.items():
            pull = 0.3 + 0.7 * weight / heaviest
            _push(at, push, pair, lambda length, pull=pull: -pull * length * length / apart)  # type: ignore[misc]
        for node in nodes:
            length = math.hypot(*push[node]) or 1.0
            at[node][0] += push[node][0] / length * min(length, heat)
            at[node][1] += push[node][1] / length * min(length, heat)
    return {node: (round(x, 3), round(y, 3)) for node, (x, y) in at.items()}


def _push(
    at: dict[str, list[float]],
    push: dict[str, list[float]],
    pair: tuple[str, str],
    force: Callable[[float], float],
) -> None:
    """Push two nodes apart, or together where the force is negative."""
    first, second = pair
    dx, dy = at[first][0] - at[second][0], at[first][1] - at[second][1]
    length = math.hypot(dx, dy) or 0.001
    strength = force(length) / length
    push[first][0] += dx * strength
    push[first][1] += dy * strength
    push[second][0] -= dx * strength
    push[second][1] -= dy * strength
