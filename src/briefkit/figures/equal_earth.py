"""The equal-earth projection: the round earth on a flat page, every country as large as it is.

Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal Earth map projection", International
Journal of Geographical Information Science 33 (2019), 454–465. The sphere stands for the
ellipsoid: on a map of the world the difference is less than a stroke.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the paper's polynomial
M = sqrt(3) / 2
RADIUS = 1000.0  # of the globe: the unit is a thousandth of it, as in templates/assets/land.svg

# Half of the base map's width and height: what the globe takes, rounded up.
HALF_WIDTH, HALF_HEIGHT = 2707, 1318


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point stands on the base map: to the right and down from 0° N, 0° E.

    Degrees of WGS 84. 180° is the right edge and −180° the left; each pole is a line, of which
    this gives the point at the longitude.
    """
    theta = asin(max(-1.0, min(1.0, M * sin(radians(latitude)))))
    squared = theta * theta
    sixth = squared**3
    across = M * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared))
    x = radians(longitude) * cos(theta) / across
    y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
    return x * RADIUS, -y * RADIUS
