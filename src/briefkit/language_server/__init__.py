"""`briefkit lsp`: the language server protocol over what `language` and `workspace` know.

- `positions` counts as the protocol counts;
- `open_archive` holds what an editor has open, and what is wrong with it;
- `translation` says findings, choices and symbols in the protocol's words;
- `editor` shows findings, at once and once the typing stops;
- `server` hands each request to the feature that answers it.

pygls is the extra `lsp`: nothing outside this folder imports it.
"""
