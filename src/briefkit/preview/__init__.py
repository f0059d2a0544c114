"""`briefkit serve`: the archive as it would be built, page by page, as it is being written.

Nothing is built and nothing is written: each page is made when it is looked at, by the functions
that a build is made of (`site_files.Parts`), and made again when it is no longer the same.

- `editors`: the address that opens an editor at a line
- `visitors`: who may ask, so that no other page of the browser can read the archive
- `watching`: told of changes to the files, or looking for them
- `bench`: the archive held open, in one thread: pages, findings, and labels for selected words
- `panel`: findings and offers as the page's script takes them
- `server`: HTTP on loopback, and the stream that tells each page of changes
"""
