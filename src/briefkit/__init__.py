"""Analytic briefs whose every statement is one step from the words that it rests on."""

__version__ = "0.1.0"
