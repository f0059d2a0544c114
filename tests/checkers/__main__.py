"""Put the checkers in their place."""

from tests.checkers import provide

provide()
