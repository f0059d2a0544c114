"""Briefs in other people's formats: one file a format, each built as values and handed to a serialiser."""
