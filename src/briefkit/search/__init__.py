"""The search of the index page: from disk, without a server, over ten thousand briefs and more.

- `folding`: words without case and marks, as the browser folds them too
- `postings`: which word stands where, gathered in the build's scratch database
- `units`: what of a brief is searched, and under `publish: quotes` what is not
- `details`: what is shown where something is found
- `facets`: by what the list of briefs can be narrowed
- `shards`: the files, each small enough
- `index`: all of it together
"""

from briefkit.search.index import SearchIndex

__all__ = ["SearchIndex"]
